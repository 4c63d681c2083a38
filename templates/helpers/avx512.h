/* A helper of kernels for AVX-512 as of Skylake servers; inlined, so that it needs no flag. */
#define ROPEWALK_AVX512 static inline \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,f16c"), always_inline))

/* The first `count` of 32 elements. */
ROPEWALK_AVX512 __mmask32 first_of_32(unsigned count)
{
  return (__mmask32)((1ull << count) - 1);
}

ROPEWALK_AVX512 __mmask16 first_of_16(unsigned count)
{
  return (__mmask16)first_of_32(count);
}
