/* See trig.h. */
#define _GNU_SOURCE
#include "trig.h"

#include <math.h>

#if defined(WITH_SLEEF) && defined(__AVX2__)
#include <immintrin.h>
#include <sleef.h>
#endif

static void of_libm(const float *frequencies, size_t n, float position, float *cos, float *sin)
{
  for (size_t i = 0; i < n; i++) sincosf(position * frequencies[i], &sin[i], &cos[i]);
}

#if defined(WITH_SLEEF) && defined(__AVX2__)
/* The last vector overlaps the one before; what is shorter than one is left to libm. */
#define SLEEF(name, vector, lanes, load, store, multiply, set, sincos) \
  static void name(const float *frequencies, size_t n, float position, float *cos, float *sin) \
  { \
    for (size_t i = 0; i < n && n >= (lanes); i += (lanes)) { \
      const size_t at = i + (lanes) <= n ? i : n - (lanes); \
      const vector both = sincos(multiply(set(position), load(frequencies + at))); \
      store(sin + at, both.x); \
      store(cos + at, both.y); \
    } \
    if (n < (lanes)) of_libm(frequencies, n, position, cos, sin); \
  }

SLEEF(of_sleef_avx2, Sleef___m256_2, 8, _mm256_loadu_ps, _mm256_storeu_ps, _mm256_mul_ps,
    _mm256_set1_ps, Sleef_sincosf8_u10avx2)
#if defined(__AVX512F__)
SLEEF(of_sleef_avx512, Sleef___m512_2, 16, _mm512_loadu_ps, _mm512_storeu_ps, _mm512_mul_ps,
    _mm512_set1_ps, Sleef_sincosf16_u10avx512f)
#endif
#endif

const trig trigs[] = {
  { "libm sincosf", of_libm },
#if defined(WITH_SLEEF) && defined(__AVX2__)
  { "SLEEF sincosf8 u10", of_sleef_avx2 },
#if defined(__AVX512F__)
  { "SLEEF sincosf16 u10", of_sleef_avx512 },
#endif
#endif
};
const size_t n_trigs = sizeof trigs / sizeof *trigs;
