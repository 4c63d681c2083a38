/* A bfloat16 is the upper half of a float's bits. */
ROPEWALK_AVX512 __m512 widen_bf16x16(__m256i x)
{
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(x), 16));
}

ROPEWALK_AVX512 __m512 load_bf16x16(const uint16_t *at)
{
  return widen_bf16x16(_mm256_loadu_si256((const __m256i *)(const void *)at));
}

/* Eight elements and eight that stand `apart` of them. */
ROPEWALK_AVX512 __m512 load_ends_bf16x16(const uint16_t *at, ptrdiff_t apart)
{
  const __m128i low = _mm_loadu_si128((const __m128i *)(const void *)at);
  const __m128i high = _mm_loadu_si128((const __m128i *)(const void *)(at + apart));
  return widen_bf16x16(_mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1));
}

/* Neighbours out of one load: the even ones are the lower halves of what the floats need. */
ROPEWALK_AVX512 ropewalk_pairs_f32x16 load2_bf16x16(const uint16_t *at)
{
  __m512i x = _mm512_loadu_si512(at);
  ropewalk_pairs_f32x16 pairs;
  ROPEWALK_HIDE(x); /* a load that stays one */
  pairs.first = _mm512_castsi512_ps(_mm512_slli_epi32(x, 16));
  pairs.second = _mm512_castsi512_ps(_mm512_and_si512(x, _mm512_set1_epi32(-0x10000)));
  return pairs;
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

ROPEWALK_AVX512 void store_ends_bf16x16(uint16_t *to, __m512 x, ptrdiff_t apart)
{
  const __m256i both = narrow_bf16x16(x);
  _mm_storeu_si128((__m128i *)(void *)to, _mm256_castsi256_si128(both));
  _mm_storeu_si128((__m128i *)(void *)(to + apart), _mm256_extracti128_si256(both, 1));
}

ROPEWALK_AVX512 void store2_bf16x16(uint16_t *to, __m512 first, __m512 second)
{
  const __m512i even = _mm512_srli_epi32(biased_bf16x16(first), 16), odd = biased_bf16x16(second);
  _mm512_storeu_si512(to, _mm512_mask_blend_epi16(0xAAAAAAAA, even, odd));
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
