ROPEWALK_AVX512 __m512 load_f16x16(const uint16_t *at)
{
  return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(const void *)at));
}

/* Neighbours: the even ones into the lower half, the odd ones into the upper. */
ROPEWALK_AVX512 ropewalk_pairs_f32x16 load2_f16x16(const uint16_t *at)
{
  const __m512i apart = _mm512_set_epi16(31, 29, 27, 25, 23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1,
      30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
  const __m512i halves = _mm512_permutexvar_epi16(apart, _mm512_loadu_si512(at));
  ropewalk_pairs_f32x16 pairs;
  pairs.first = _mm512_cvtph_ps(_mm512_castsi512_si256(halves));
  pairs.second = _mm512_cvtph_ps(_mm512_extracti64x4_epi64(halves, 1));
  return pairs;
}

/* To nearest, ties to even, subnormals kept. */
ROPEWALK_AVX512 __m256i narrow_f16x16(__m512 x)
{
  return _mm512_maskz_cvtps_ph(0xFFFF, x, _MM_FROUND_TO_NEAREST_INT);
}

ROPEWALK_AVX512 void store_f16x16(uint16_t *to, __m512 x)
{
  _mm256_storeu_si256((__m256i *)(void *)to, narrow_f16x16(x));
}

ROPEWALK_AVX512 __m512 round_f16x16(__m512 x)
{
  return _mm512_cvtph_ps(narrow_f16x16(x));
}
