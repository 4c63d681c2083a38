/* A bfloat16 is the upper half of a float's bits. */
ROPEWALK_AVX2 __m256 load_bf16x8(const uint16_t *at)
{
  const __m256i x = _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)(const void *)at));
  return _mm256_castsi256_ps(_mm256_slli_epi32(x, 16));
}

ROPEWALK_AVX2 __m128 load_bf16x4(const uint16_t *at)
{
  const __m128i x = _mm_cvtepu16_epi32(_mm_loadl_epi64((const __m128i *)(const void *)at));
  return _mm_castsi128_ps(_mm_slli_epi32(x, 16));
}

/* Four elements and four that stand `apart` of them. */
ROPEWALK_AVX2 __m256 load_ends_bf16x8(const uint16_t *at, ptrdiff_t apart)
{
  const __m128i low = _mm_loadl_epi64((const __m128i *)(const void *)at);
  const __m128i high = _mm_loadl_epi64((const __m128i *)(const void *)(at + apart));
  const __m256i x = _mm256_cvtepu16_epi32(_mm_unpacklo_epi64(low, high));
  return _mm256_castsi256_ps(_mm256_slli_epi32(x, 16));
}

/* Sixteen neighbours in one load: the even ones are the lower halves of what the floats need. */
ROPEWALK_AVX2 ropewalk_pairs_f32x8 load2_bf16x8(const uint16_t *at)
{
  __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)at);
  ropewalk_pairs_f32x8 pairs;
  ROPEWALK_HIDE(x); /* a load that stays one */
  pairs.first = _mm256_castsi256_ps(_mm256_slli_epi32(x, 16));
  pairs.second = _mm256_castsi256_ps(_mm256_and_si256(x, _mm256_set1_epi32(-0x10000)));
  return pairs;
}

ROPEWALK_AVX2 ropewalk_pairs_f32x4 load2_bf16x4(const uint16_t *at)
{
  const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)at);
  ropewalk_pairs_f32x4 pairs;
  pairs.first = _mm_castsi128_ps(_mm_slli_epi32(x, 16));
  pairs.second = _mm_castsi128_ps(_mm_and_si128(x, _mm_set1_epi32(-0x10000)));
  return pairs;
}

/* Bits whose upper half is that of x to nearest, ties to even; the lower half of a NaN must be
   zero. */
ROPEWALK_AVX2 __m256i biased_bf16x8(__m256 x)
{
  const __m256i bits = _mm256_castps_si256(x);
  const __m256i odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
  return _mm256_add_epi32(_mm256_add_epi32(bits, _mm256_set1_epi32(0x7fff)), odd);
}

ROPEWALK_AVX2 __m128i biased_bf16x4(__m128 x)
{
  const __m128i bits = _mm_castps_si128(x);
  const __m128i odd = _mm_and_si128(_mm_srli_epi32(bits, 16), _mm_set1_epi32(1));
  return _mm_add_epi32(_mm_add_epi32(bits, _mm_set1_epi32(0x7fff)), odd);
}

ROPEWALK_AVX2 __m128i narrow_bf16x8(__m256 x)
{
  const __m256i upper = _mm256_srli_epi32(biased_bf16x8(x), 16);
  return _mm_packus_epi32(_mm256_castsi256_si128(upper), _mm256_extracti128_si256(upper, 1));
}

ROPEWALK_AVX2 void store_bf16x8(uint16_t *to, __m256 x)
{
  _mm_storeu_si128((__m128i *)(void *)to, narrow_bf16x8(x));
}

ROPEWALK_AVX2 void store_ends_bf16x8(uint16_t *to, __m256 x, ptrdiff_t apart)
{
  const __m128i both = narrow_bf16x8(x);
  _mm_storel_epi64((__m128i *)(void *)to, both);
  _mm_storel_epi64((__m128i *)(void *)(to + apart), _mm_unpackhi_epi64(both, both));
}

ROPEWALK_AVX2 void store_bf16x4(uint16_t *to, __m128 x)
{
  const __m128i upper = _mm_srli_epi32(biased_bf16x4(x), 16);
  _mm_storel_epi64((__m128i *)(void *)to, _mm_packus_epi32(upper, upper));
}

/* Two floats in every 32 bits, rounded together: their upper halves, plus one where the lower half
   is more than 0x8000, or is that and the upper half is odd. */
ROPEWALK_AVX2 void store2_bf16x8(uint16_t *to, __m256 first, __m256 second)
{
  const __m256i even = _mm256_castps_si256(first), odd = _mm256_castps_si256(second);
  const __m256i upper = _mm256_blend_epi16(_mm256_srli_epi32(even, 16), odd, 0xAA);
  const __m256i lower = _mm256_blend_epi16(even, _mm256_slli_epi32(odd, 16), 0xAA);
  const __m256i is_even = _mm256_andnot_si256(upper, _mm256_set1_epi16(1));
  const __m256i up = _mm256_srli_epi16(_mm256_subs_epu16(lower, is_even), 15);
  _mm256_storeu_si256((__m256i *)(void *)to, _mm256_add_epi16(upper, up));
}

ROPEWALK_AVX2 void store2_bf16x4(uint16_t *to, __m128 first, __m128 second)
{
  const __m128i even = _mm_castps_si128(first), odd = _mm_castps_si128(second);
  const __m128i upper = _mm_blend_epi16(_mm_srli_epi32(even, 16), odd, 0xAA);
  const __m128i lower = _mm_blend_epi16(even, _mm_slli_epi32(odd, 16), 0xAA);
  const __m128i is_even = _mm_andnot_si128(upper, _mm_set1_epi16(1));
  const __m128i up = _mm_srli_epi16(_mm_subs_epu16(lower, is_even), 15);
  _mm_storeu_si128((__m128i *)(void *)to, _mm_add_epi16(upper, up));
}

ROPEWALK_AVX2 __m256 round_bf16x8(__m256 x)
{
  return _mm256_castsi256_ps(_mm256_and_si256(biased_bf16x8(x), _mm256_set1_epi32(-0x10000)));
}

ROPEWALK_AVX2 __m128 round_bf16x4(__m128 x)
{
  return _mm_castsi128_ps(_mm_and_si128(biased_bf16x4(x), _mm_set1_epi32(-0x10000)));
}

/* A NaN becomes one whose lower half is zero. */
ROPEWALK_AVX2 __m256 quiet_f32x8(__m256 x)
{
  const __m256 nan = _mm256_castsi256_ps(_mm256_set1_epi32(0x7fc00000));
  return _mm256_blendv_ps(x, nan, _mm256_cmp_ps(x, x, _CMP_UNORD_Q));
}

ROPEWALK_AVX2 __m128 quiet_f32x4(__m128 x)
{
  const __m128 nan = _mm_castsi128_ps(_mm_set1_epi32(0x7fc00000));
  return _mm_blendv_ps(x, nan, _mm_cmpunord_ps(x, x));
}
