/* A helper of kernels for AVX2; inlined, so that it needs no flag either. */
#define ROPEWALK_AVX2 static inline __attribute__((target("avx2,f16c"), always_inline))

/* Stores past the caches; addresses and bytes are multiples of 16. */
ROPEWALK_AVX2 void stream_16(void *to, const void *from, size_t bytes)
{
  __m128i *next = (__m128i *)to;
  const __m128i *part = (const __m128i *)from, *end = part + bytes / sizeof *part;
  while (part < end) _mm_stream_si128(next++, _mm_load_si128(part++));
}

/* Stores past the caches; addresses and bytes are multiples of 32. */
ROPEWALK_AVX2 void stream_32(void *to, const void *from, size_t bytes)
{
  __m256i *next = (__m256i *)to;
  const __m256i *part = (const __m256i *)from, *end = part + bytes / sizeof *part;
  while (part < end) _mm256_stream_si256(next++, _mm256_load_si256(part++));
}
