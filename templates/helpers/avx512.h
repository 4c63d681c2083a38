/* A helper of kernels for AVX-512 as of Skylake servers; inlined, so that it needs no flag. */
#define ROPEWALK_AVX512 static inline \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,f16c"), always_inline))

/* Stores past the caches; addresses and bytes are multiples of 64. */
ROPEWALK_AVX512 void stream_64(void *to, const void *from, size_t bytes)
{
  __m512i *next = (__m512i *)to;
  const __m512i *part = (const __m512i *)from, *end = part + bytes / sizeof *part;
  while (part < end) _mm512_stream_si512(next++, _mm512_load_si512(part++));
}
