/* A bfloat16 is the upper half of a float's bits. */
ROPEWALK_AVX512 __m512 widen_bf16x16(__m256i x)
{
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(x), 16));
}

ROPEWALK_AVX512 __m512 load_bf16x16(const uint16_t *at)
{
  return widen_bf16x16(_mm256_loadu_si256((const __m256i *)(const void *)at));
}

ROPEWALK_AVX512 __m512 load_only_bf16x16(const uint16_t *at, unsigned count)
{
  return widen_bf16x16(_mm256_maskz_loadu_epi16(first_of_16(count), at));
}

/* Neighbours out of one load: the even ones are the lower halves of what the floats need. */
ROPEWALK_AVX512 ropewalk_pairs_f32x16 deal_bf16x16(__m512i x)
{
  ropewalk_pairs_f32x16 pairs;
  pairs.first = _mm512_castsi512_ps(_mm512_slli_epi32(x, 16));
  pairs.second = _mm512_castsi512_ps(_mm512_and_si512(x, _mm512_set1_epi32(-0x10000)));
  return pairs;
}

ROPEWALK_AVX512 ropewalk_pairs_f32x16 load2_bf16x16(const uint16_t *at)
{
  return deal_bf16x16(_mm512_loadu_si512(at));
}

ROPEWALK_AVX512 ropewalk_pairs_f32x16 load2_only_bf16x16(const uint16_t *at, unsigned count)
{
  return deal_bf16x16(_mm512_maskz_loadu_epi16(first_of_32(count), at));
}

/* Bits whose upper half is that of x to nearest, ties to even; the lower half of a NaN must be
   zero. */
ROPEWALK_AVX512 __m512i biased_bf16x16(__m512 x)
{
  const __m512i bits = _mm512_castps_si512(x), one = _mm512_set1_epi32(1);
  const __mmask16 odd = _mm512_test_epi32_mask(bits, _mm512_set1_epi32(0x10000));
  const __m512i biased = _mm512_add_epi32(bits, _mm512_set1_epi32(0x7fff));
  return _mm512_mask_add_epi32(biased, odd, biased, one);
}

ROPEWALK_AVX512 __m256i narrow_bf16x16(__m512 x)
{
  return _mm512_cvtepi32_epi16(_mm512_srli_epi32(biased_bf16x16(x), 16));
}

ROPEWALK_AVX512 void store_bf16x16(uint16_t *to, __m512 x)
{
  _mm256_storeu_si256((__m256i *)(void *)to, narrow_bf16x16(x));
}

ROPEWALK_AVX512 void store_only_bf16x16(uint16_t *to, __m512 x, unsigned count)
{
  _mm256_mask_storeu_epi16(to, first_of_16(count), narrow_bf16x16(x));
}

ROPEWALK_AVX512 __m512i zip_bf16x16(__m512 first, __m512 second)
{
  const __m512i even = _mm512_srli_epi32(biased_bf16x16(first), 16), odd = biased_bf16x16(second);
  return _mm512_mask_blend_epi16(0xAAAAAAAA, even, odd);
}

ROPEWALK_AVX512 void store2_bf16x16(uint16_t *to, __m512 first, __m512 second)
{
  _mm512_storeu_si512(to, zip_bf16x16(first, second));
}

ROPEWALK_AVX512 void store2_only_bf16x16(uint16_t *to, __m512 first, __m512 second, unsigned count)
{
  _mm512_mask_storeu_epi16(to, first_of_32(count), zip_bf16x16(first, second));
}

ROPEWALK_AVX512 __m512 round_bf16x16(__m512 x)
{
  const __m512i upper = _mm512_set1_epi32(-0x10000);
  return _mm512_castsi512_ps(_mm512_and_si512(biased_bf16x16(x), upper));
}

/* A NaN becomes one whose lower half is zero. */
ROPEWALK_AVX512 __m512 quiet_f32x16(__m512 x)
{
  const __m512 nan = _mm512_castsi512_ps(_mm512_set1_epi32(0x7fc00000));
  return _mm512_mask_mov_ps(x, _mm512_cmp_ps_mask(x, x, _CMP_UNORD_Q), nan);
}
