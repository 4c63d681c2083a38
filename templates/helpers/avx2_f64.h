ROPEWALK_AVX2 __m256d mad_f64x4(__m256d a, __m256d b, __m256d c)
{
  __m256d product = _mm256_mul_pd(a, b);
  ROPEWALK_HIDE(product);
  ROPEWALK_HIDE(c);
  return _mm256_add_pd(product, c);
}

ROPEWALK_AVX2 __m256d nmad_f64x4(__m256d a, __m256d b, __m256d c)
{
  __m256d product = _mm256_mul_pd(a, b);
  ROPEWALK_HIDE(product);
  ROPEWALK_HIDE(c);
  return _mm256_sub_pd(c, product);
}

/* a times b modulo 2^64, where b has 32 bits. */
ROPEWALK_AVX2 __m256i mul64_u64x4(__m256i a, __m256i b)
{
  const __m256i high = _mm256_mul_epu32(_mm256_srli_epi64(a, 32), b);
  return _mm256_add_epi64(_mm256_mul_epu32(a, b), _mm256_slli_epi64(high, 32));
}
