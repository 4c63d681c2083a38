ROPEWALK_AVX512 __m512d mad_f64x8(__m512d a, __m512d b, __m512d c)
{
  __m512d product = _mm512_mul_pd(a, b);
  ROPEWALK_HIDE(product);
  ROPEWALK_HIDE(c);
  return _mm512_add_pd(product, c);
}

ROPEWALK_AVX512 __m512d nmad_f64x8(__m512d a, __m512d b, __m512d c)
{
  __m512d product = _mm512_mul_pd(a, b);
  ROPEWALK_HIDE(product);
  ROPEWALK_HIDE(c);
  return _mm512_sub_pd(c, product);
}

/* cos and sin in turn: those of the first four frequencies, and of the last four. */
ROPEWALK_AVX512 __m256 zip_low_f32x8(__m256 c, __m256 s)
{
  return _mm256_permute2f128_ps(_mm256_unpacklo_ps(c, s), _mm256_unpackhi_ps(c, s), 0x20);
}

ROPEWALK_AVX512 __m256 zip_high_f32x8(__m256 c, __m256 s)
{
  return _mm256_permute2f128_ps(_mm256_unpacklo_ps(c, s), _mm256_unpackhi_ps(c, s), 0x31);
}
