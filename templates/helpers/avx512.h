/* A helper of kernels for AVX-512 as of Skylake servers; inlined, so that it needs no flag. */
#define ROPEWALK_AVX512 static inline \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,f16c"), always_inline))
