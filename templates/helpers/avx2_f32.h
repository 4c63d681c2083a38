/* A load that stays one: GCC would fold it into each of its uses and read as often. */
ROPEWALK_AVX2 __m256 load_f32x8(const float *at)
{
  __m256 x = _mm256_loadu_ps(at);
  ROPEWALK_HIDE(x);
  return x;
}

ROPEWALK_AVX2 __m128 load_f32x4(const float *at)
{
  __m128 x = _mm_loadu_ps(at);
  ROPEWALK_HIDE(x);
  return x;
}

/* Neighbours taken apart: even ones and odd ones. */
typedef struct { __m256 first, second; } ropewalk_pairs_f32x8;

typedef struct { __m128 first, second; } ropewalk_pairs_f32x4;

ROPEWALK_AVX2 ropewalk_pairs_f32x8 load2_f32x8(const float *at)
{
  const __m256 low = load_f32x8(at), high = load_f32x8(at + 8);
  const __m256 even = _mm256_shuffle_ps(low, high, 0x88), odd = _mm256_shuffle_ps(low, high, 0xDD);
  ropewalk_pairs_f32x8 pairs;
  pairs.first = _mm256_castpd_ps(_mm256_permute4x64_pd(_mm256_castps_pd(even), 0xD8));
  pairs.second = _mm256_castpd_ps(_mm256_permute4x64_pd(_mm256_castps_pd(odd), 0xD8));
  return pairs;
}

ROPEWALK_AVX2 ropewalk_pairs_f32x4 load2_f32x4(const float *at)
{
  const __m128 low = load_f32x4(at), high = load_f32x4(at + 4);
  ropewalk_pairs_f32x4 pairs;
  pairs.first = _mm_shuffle_ps(low, high, 0x88);
  pairs.second = _mm_shuffle_ps(low, high, 0xDD);
  return pairs;
}

ROPEWALK_AVX2 __m256 add_f32x8(__m256 t, __m256 u)
{
  ROPEWALK_HIDE(t);
  ROPEWALK_HIDE(u);
  return _mm256_add_ps(t, u);
}

ROPEWALK_AVX2 __m256 sub_f32x8(__m256 t, __m256 u)
{
  ROPEWALK_HIDE(t);
  ROPEWALK_HIDE(u);
  return _mm256_sub_ps(t, u);
}

ROPEWALK_AVX2 __m128 add_f32x4(__m128 t, __m128 u)
{
  ROPEWALK_HIDE(t);
  ROPEWALK_HIDE(u);
  return _mm_add_ps(t, u);
}

ROPEWALK_AVX2 __m128 sub_f32x4(__m128 t, __m128 u)
{
  ROPEWALK_HIDE(t);
  ROPEWALK_HIDE(u);
  return _mm_sub_ps(t, u);
}

/* Four floats and four that stand `apart` of them. */
ROPEWALK_AVX2 __m256 load_ends_f32x8(const float *at, ptrdiff_t apart)
{
  const __m128 low = _mm_loadu_ps(at), high = _mm_loadu_ps(at + apart);
  return _mm256_insertf128_ps(_mm256_castps128_ps256(low), high, 1);
}

ROPEWALK_AVX2 __m256 negate_first_f32x8(__m256 x)
{
  return _mm256_xor_ps(x, _mm256_setr_ps(-0.0f, -0.0f, -0.0f, -0.0f, 0.0f, 0.0f, 0.0f, 0.0f));
}

/* -x x -x x ...: the sines of swapped pairs. */
ROPEWALK_AVX2 __m256 alternate_f32x8(__m256 x)
{
  return _mm256_xor_ps(x, _mm256_setr_ps(-0.0f, 0.0f, -0.0f, 0.0f, -0.0f, 0.0f, -0.0f, 0.0f));
}

ROPEWALK_AVX2 __m128 alternate_f32x4(__m128 x)
{
  return _mm_xor_ps(x, _mm_setr_ps(-0.0f, 0.0f, -0.0f, 0.0f));
}
