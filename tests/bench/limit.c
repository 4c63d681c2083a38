/* See limit.h. */
#include "limit.h"

#include <stdint.h>
#include <stdio.h>

#include "crew.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { LINE = 16, LINE_BYTES = 64 }; /* a cache line, in floats */

#define FETCH(address) __builtin_prefetch((address), 0, 3)

/* A run, line by line, the rest float by float; within `ahead` of its end the next run is
   fetched. */
#define SWEEP(name, attribute, value) \
  attribute static void name##_sweep(any_float *to, const any_float *from, size_t floats, \
      const any_float *next, size_t ahead, float c) \
  { \
    const size_t lines_end = floats / LINE * LINE; \
    const size_t own_end = ahead == 0 || lines_end <= ahead ? 0 : lines_end - ahead; \
    size_t i = 0; \
    for (; i < own_end; i += LINE) { \
      FETCH(from + i + ahead); \
      name(to + i, from + i, c); \
    } \
    for (; ahead > 0 && i < lines_end; i += LINE) { \
      FETCH(next + (i + ahead - lines_end)); \
      name(to + i, from + i, c); \
    } \
    for (; i < lines_end; i += LINE) name(to + i, from + i, c); \
    for (; i < floats; i++) to[i] = value; \
  }
#define SCALES(name, attribute) SWEEP(name, attribute, from[i] * c)
#define FILLS(name, attribute) SWEEP(name, attribute, c)

#if defined(__x86_64__)
#define AVX2(name, store, low, high) \
  __attribute__((target("avx2"))) static inline void name(any_float *to, const any_float *from, \
      float c) \
  { \
    const __m256 by = _mm256_set1_ps(c); \
    const __m256 first = low, second = high; \
    (void)from; \
    store(to, first); \
    store(to + 8, second); \
  }
#define SCALED(at) _mm256_mul_ps(_mm256_loadu_ps(at), by)
AVX2(scale_avx2, _mm256_storeu_ps, SCALED(from), SCALED(from + 8))
AVX2(scale_nt_avx2, _mm256_stream_ps, SCALED(from), SCALED(from + 8))
AVX2(fill_avx2, _mm256_storeu_ps, by, by)
AVX2(fill_nt_avx2, _mm256_stream_ps, by, by)
#undef SCALED

#define AVX512(name, store, value) \
  __attribute__((target("avx512f"))) static inline void name(any_float *to, \
      const any_float *from, float c) \
  { \
    const __m512 by = _mm512_set1_ps(c); \
    (void)from; \
    store(to, value); \
  }
AVX512(scale_avx512, _mm512_storeu_ps, _mm512_mul_ps(_mm512_loadu_ps(from), by))
AVX512(scale_nt_avx512, _mm512_stream_ps, _mm512_mul_ps(_mm512_loadu_ps(from), by))
AVX512(fill_avx512, _mm512_storeu_ps, by)
AVX512(fill_nt_avx512, _mm512_stream_ps, by)

SCALES(scale_avx2, __attribute__((target("avx2"))))
SCALES(scale_nt_avx2, __attribute__((target("avx2"))))
SCALES(scale_avx512, __attribute__((target("avx512f"))))
SCALES(scale_nt_avx512, __attribute__((target("avx512f"))))
FILLS(fill_avx2, __attribute__((target("avx2"))))
FILLS(fill_nt_avx2, __attribute__((target("avx2"))))
FILLS(fill_avx512, __attribute__((target("avx512f"))))
FILLS(fill_nt_avx512, __attribute__((target("avx512f"))))
#define HAS_AVX2 __builtin_cpu_supports("avx2")
#define HAS_AVX512 __builtin_cpu_supports("avx512f")
#endif

static inline void scale_plain(any_float *to, const any_float *from, float c)
{
  for (int i = 0; i < LINE; i++) to[i] = from[i] * c;
}

static inline void fill_plain(any_float *to, const any_float *from, float c)
{
  (void)from;
  for (int i = 0; i < LINE; i++) to[i] = c;
}

SCALES(scale_plain, )
FILLS(fill_plain, )

void limit_work(const void *of)
{
  static const volatile float one = 1.0f; /* the data stays as it is; the compiler cannot know */
  const limit *way = of;
  const share *own = &way->whole[crew_index()];
  for (size_t i = 0; i < own->n; i++) {
    const runs *r = &own->list[i];
    const size_t floats = r->bytes / sizeof(float), stride = r->stride / sizeof(float);
    const any_float *x = r->first, *after = i + 1 < own->n ? r[1].first : r->first;
    any_float *to = (any_float *)((char *)r->first + way->shift);
    for (size_t run = 0; run < r->count; run++, x += stride, to += stride) {
      way->work(to, x, floats, run + 1 < r->count ? x + stride : after, way->ahead, one);
    }
  }
#if defined(__x86_64__)
  if (way->streams) _mm_sfence();
#endif
}

/* Stores past the caches need whole lines. */
static int whole_lines(const share *whole, ptrdiff_t shift)
{
  for (size_t thread = 0; thread < crew_size(); thread++) {
    for (size_t i = 0; i < whole[thread].n; i++) {
      const runs *r = &whole[thread].list[i];
      const uintptr_t to = (uintptr_t)r->first + (uintptr_t)shift;
      if (to % LINE_BYTES || (r->count > 1 && r->stride % LINE_BYTES)) return 0;
    }
  }
  return 1;
}

typedef struct {
  const char *name;
  sweep *scale, *fill;
  int streams, available;
} width;

enum { MOST_WIDTHS = 4, DISTANCES = 5 };

/* What this machine has; the compiler's own only where nothing else is. */
static size_t all_widths(width *list)
{
  size_t n = 0;
#if defined(__x86_64__)
  const width all[MOST_WIDTHS] = {
    { "avx2", scale_avx2_sweep, fill_avx2_sweep, 0, HAS_AVX2 },
    { "avx512", scale_avx512_sweep, fill_avx512_sweep, 0, HAS_AVX512 },
    { "avx2 past the caches", scale_nt_avx2_sweep, fill_nt_avx2_sweep, 1, HAS_AVX2 },
    { "avx512 past the caches", scale_nt_avx512_sweep, fill_nt_avx512_sweep, 1, HAS_AVX512 },
  };
  for (size_t i = 0; i < MOST_WIDTHS; i++) {
    if (all[i].available) list[n++] = all[i];
  }
#endif
  if (n == 0) list[n++] = (width){ "plain", scale_plain_sweep, fill_plain_sweep, 0, 1 };
  return n;
}

/* Adds the ways of a width: what is only filled is never fetched. */
static size_t add_ways(limit *ways, limit_kind kind, const width *w, const share *whole,
    ptrdiff_t shift)
{
  static const size_t kib[DISTANCES] = { 0, 1, 2, 4, 8 };
  const size_t n = kind == FILL ? 1 : DISTANCES;
  if (w->streams && (kind == SCALE || !whole_lines(whole, shift))) return 0;
  for (size_t i = 0; i < n; i++) {
    ways[i] = (limit){ kind == FILL ? w->fill : w->scale, kib[i] * 1024 / sizeof(float), w->streams,
      whole, shift, "" };
    snprintf(ways[i].name, sizeof ways[i].name, kind == FILL ? "%s" : "%s, %zu KiB ahead",
        w->name, kib[i]);
  }
  return n;
}

limit best_limit(limit_kind kind, const share *whole, ptrdiff_t shift, double seconds,
    double least_ns)
{
  static candidate list[MOST_WIDTHS * DISTANCES];
  limit ways[MOST_WIDTHS * DISTANCES];
  width widths[MOST_WIDTHS];
  const size_t n_widths = all_widths(widths);
  size_t n = 0, best = 0;
  for (size_t i = 0; i < n_widths; i++) n += add_ways(&ways[n], kind, &widths[i], whole, shift);
  for (size_t i = 0; i < n; i++) {
    list[i] = (candidate){ .name = ways[i].name, .work = limit_work, .of = &ways[i] };
  }
  const size_t rounds = measure(list, n, seconds, least_ns, "the limit");
  for (size_t i = 1; i < n; i++) {
    if (median_ns(&list[i], rounds) < median_ns(&list[best], rounds)) best = i;
  }
  return ways[best];
}
