ROPEWALK_AVX2 __m256 load_f16x8(const uint16_t *at)
{
  return _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(const void *)at));
}

ROPEWALK_AVX2 __m128 load_f16x4(const uint16_t *at)
{
  return _mm_cvtph_ps(_mm_loadl_epi64((const __m128i *)(const void *)at));
}

/* Four elements and four that stand `apart` of them. */
ROPEWALK_AVX2 __m256 load_ends_f16x8(const uint16_t *at, ptrdiff_t apart)
{
  const __m128i low = _mm_loadl_epi64((const __m128i *)(const void *)at);
  const __m128i high = _mm_loadl_epi64((const __m128i *)(const void *)(at + apart));
  return _mm256_cvtph_ps(_mm_unpacklo_epi64(low, high));
}

/* Sixteen neighbours: the even ones into the lower half, the odd ones into the upper. */
ROPEWALK_AVX2 ropewalk_pairs_f32x8 load2_f16x8(const uint16_t *at)
{
  const __m256i apart = _mm256_setr_epi8(0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15,
      0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15);
  const __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)at);
  const __m256i halves = _mm256_permute4x64_epi64(_mm256_shuffle_epi8(x, apart), 0xD8);
  ropewalk_pairs_f32x8 pairs;
  pairs.first = _mm256_cvtph_ps(_mm256_castsi256_si128(halves));
  pairs.second = _mm256_cvtph_ps(_mm256_extracti128_si256(halves, 1));
  return pairs;
}

ROPEWALK_AVX2 ropewalk_pairs_f32x4 load2_f16x4(const uint16_t *at)
{
  const __m128i apart = _mm_setr_epi8(0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15);
  const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)at);
  const __m128i halves = _mm_shuffle_epi8(x, apart);
  ropewalk_pairs_f32x4 pairs;
  pairs.first = _mm_cvtph_ps(halves);
  pairs.second = _mm_cvtph_ps(_mm_srli_si128(halves, 8));
  return pairs;
}

/* To nearest, ties to even, subnormals kept. */
ROPEWALK_AVX2 void store_f16x8(uint16_t *to, __m256 x)
{
  _mm_storeu_si128((__m128i *)(void *)to, _mm256_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
}

ROPEWALK_AVX2 void store_ends_f16x8(uint16_t *to, __m256 x, ptrdiff_t apart)
{
  const __m128i both = _mm256_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT);
  _mm_storel_epi64((__m128i *)(void *)to, both);
  _mm_storel_epi64((__m128i *)(void *)(to + apart), _mm_unpackhi_epi64(both, both));
}

ROPEWALK_AVX2 void store_f16x4(uint16_t *to, __m128 x)
{
  _mm_storel_epi64((__m128i *)(void *)to, _mm_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
}

ROPEWALK_AVX2 __m256 round_f16x8(__m256 x)
{
  return _mm256_cvtph_ps(_mm256_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
}

ROPEWALK_AVX2 __m128 round_f16x4(__m128 x)
{
  return _mm_cvtph_ps(_mm_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
}
