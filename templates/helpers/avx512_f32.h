/* A load that stays one: GCC would fold it into each of its uses and read as often. */
ROPEWALK_AVX512 __m512 load_f32x16(const float *at)
{
  __m512 x = _mm512_loadu_ps(at);
  ROPEWALK_HIDE(x);
  return x;
}

/* Neighbours taken apart: even ones and odd ones. */
typedef struct { __m512 first, second; } ropewalk_pairs_f32x16;

ROPEWALK_AVX512 ropewalk_pairs_f32x16 load2_f32x16(const float *at)
{
  const __m512 low = _mm512_loadu_ps(at), high = _mm512_loadu_ps(at + 16);
  const __m512i even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
  const __m512i odd = _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
  ropewalk_pairs_f32x16 pairs;
  pairs.first = _mm512_permutex2var_ps(low, even, high);
  pairs.second = _mm512_permutex2var_ps(low, odd, high);
  return pairs;
}

ROPEWALK_AVX512 __m512 add_f32x16(__m512 t, __m512 u)
{
  ROPEWALK_HIDE(t);
  ROPEWALK_HIDE(u);
  return _mm512_add_ps(t, u);
}

ROPEWALK_AVX512 __m512 sub_f32x16(__m512 t, __m512 u)
{
  ROPEWALK_HIDE(t);
  ROPEWALK_HIDE(u);
  return _mm512_sub_ps(t, u);
}

/* Eight floats and eight that stand `apart` of them. */
ROPEWALK_AVX512 __m512 load_ends_f32x16(const float *at, ptrdiff_t apart)
{
  const __m256 low = _mm256_loadu_ps(at), high = _mm256_loadu_ps(at + apart);
  return _mm512_insertf32x8(_mm512_castps256_ps512(low), high, 1);
}

ROPEWALK_AVX512 __m512 negate_first_f32x16(__m512 x)
{
  return _mm512_mask_xor_ps(x, 0x00FF, x, _mm512_set1_ps(-0.0f));
}

/* -x x -x x ...: the sines of swapped pairs. */
ROPEWALK_AVX512 __m512 alternate_f32x16(__m512 x)
{
  return _mm512_xor_ps(x, _mm512_castsi512_ps(_mm512_set1_epi64(0x80000000)));
}
