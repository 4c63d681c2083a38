/* See limit.h. */
#include "limit.h"

#include <stdio.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { LINE = 16 }; /* floats of a cache line */

#define FETCH(address) __builtin_prefetch((address), 0, 3)

/* A run, line by line; within `ahead` of its end the next run is fetched. */
#define SWEEP(width, attribute) \
  attribute static void sweep_##width(any_float *x, size_t floats, const any_float *next, \
      size_t ahead, float c) \
  { \
    const size_t lines_end = floats / LINE * LINE; \
    const size_t own_end = ahead == 0 || lines_end <= ahead ? 0 : lines_end - ahead; \
    size_t i = 0; \
    for (; i < own_end; i += LINE) { \
      FETCH(x + i + ahead); \
      line_##width(x + i, c); \
    } \
    for (; ahead > 0 && i < lines_end; i += LINE) { \
      FETCH(next + (i + ahead - lines_end)); \
      line_##width(x + i, c); \
    } \
    for (; i < lines_end; i += LINE) line_##width(x + i, c); \
    for (; i < floats; i++) x[i] *= c; \
  }

static inline void line_plain(any_float *x, float c)
{
  for (int i = 0; i < LINE; i++) x[i] *= c;
}

SWEEP(plain, )

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f")))

AVX2 static inline void line_avx2(any_float *x, float c)
{
  const __m256 by = _mm256_set1_ps(c);
  const __m256 low = _mm256_loadu_ps(x), high = _mm256_loadu_ps(x + 8);
  _mm256_storeu_ps(x, _mm256_mul_ps(low, by));
  _mm256_storeu_ps(x + 8, _mm256_mul_ps(high, by));
}

AVX512 static inline void line_avx512(any_float *x, float c)
{
  _mm512_storeu_ps(x, _mm512_mul_ps(_mm512_loadu_ps(x), _mm512_set1_ps(c)));
}

SWEEP(avx2, AVX2)
SWEEP(avx512, AVX512)
#endif

void limit_work(const void *of)
{
  static const volatile float one = 1.0f; /* the data stays as it is; the compiler cannot know */
  const limit *way = of;
  for (size_t i = 0; i < way->n; i++) {
    const runs *r = &way->memory[i];
    const size_t floats = r->bytes / sizeof(float), stride = r->stride / sizeof(float);
    any_float *x = r->first;
    for (size_t run = 0; run < r->count; run++, x += stride) {
      way->work(x, floats, run + 1 < r->count ? x + stride : x, way->ahead, one);
    }
  }
}

typedef struct { const char *name; sweep *work; } width;

/* What this machine has; the compiler's own only where nothing else is. */
static size_t all_widths(width *list)
{
  size_t n = 0;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) list[n++] = (width){ "avx2", sweep_avx2 };
  if (__builtin_cpu_supports("avx512f")) list[n++] = (width){ "avx512", sweep_avx512 };
#endif
  if (n == 0) list[n++] = (width){ "plain", sweep_plain };
  return n;
}

enum { MOST_WIDTHS = 2, DISTANCES = 5 };

limit best_limit(const runs *memory, size_t n, double seconds, double least_ns)
{
  static const size_t kib[DISTANCES] = { 0, 1, 2, 4, 8 };
  static candidate list[MOST_WIDTHS * DISTANCES];
  limit ways[MOST_WIDTHS * DISTANCES];
  width widths[MOST_WIDTHS];
  const size_t count = all_widths(widths) * DISTANCES;
  for (size_t i = 0; i < count; i++) {
    const width *w = &widths[i / DISTANCES];
    const size_t ahead = kib[i % DISTANCES];
    ways[i] = (limit){ w->work, ahead * 1024 / sizeof(float), memory, n, "" };
    snprintf(ways[i].name, sizeof ways[i].name, "%s, %zu KiB ahead", w->name, ahead);
    list[i] = (candidate){ .name = ways[i].name, .work = limit_work, .of = &ways[i] };
  }
  const size_t rounds = measure(list, count, seconds, least_ns, "the limit");
  size_t best = 0;
  for (size_t i = 1; i < count; i++) {
    if (times(&list[i], rounds).median < times(&list[best], rounds).median) best = i;
  }
  return ways[best];
}
