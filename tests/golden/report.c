/* Comparison and report: see report.h. */
#include "report.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t digested = UINT64_C(0xcbf29ce484222325); /* FNV-1a, a number a step */

_Noreturn void stop(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  fputs("stopped ", stdout);
  vprintf(format, arguments);
  putchar('\n');
  va_end(arguments);
  exit(1);
}

void wrong(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  fputs("wrong ", stdout);
  vprintf(format, arguments);
  putchar('\n');
  va_end(arguments);
}

void *room(size_t count, size_t size)
{
  void *memory = calloc(count > 0 ? count : 1, size);
  if (!memory) stop("needs more memory: %zu times %zu bytes", count, size);
  return memory;
}

static uint64_t bits_of(rwg_dtype dtype, const void *values, size_t i)
{
  const size_t size = rwg_size(dtype);
  uint64_t bits = 0;
  memcpy(&bits, (const char *)values + i * size, size);
  return bits;
}

void digest(rwg_dtype dtype, const void *values, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const int is_nan = isnan(rwg_number(dtype, values, i));
    digested ^= is_nan ? UINT64_C(0x7fc00000) : bits_of(dtype, values, i);
    digested *= UINT64_C(0x100000001b3);
  }
}

void agree(const char *what, const char *by, rwg_dtype dtype, const void *first,
    const void *second, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (bits_of(dtype, first, i) == bits_of(dtype, second, i)) continue;
    const double want = rwg_number(dtype, first, i), got = rwg_number(dtype, second, i);
    if (isnan(want) && isnan(got)) continue;
    wrong("%s by %s: %a at %zu of %zu, not %a", what, by, got, i, n, want);
    return;
  }
}

/* Steps between two numbers of a floating type. By bits -0 lies a step before +0. */
static double steps(const rwg_tensor *tensor, size_t i, const void *computed)
{
  const uint64_t sign = UINT64_C(1) << (rwg_size(tensor->dtype) * 8 - 1);
  const uint64_t want = bits_of(tensor->dtype, tensor->data, i);
  const uint64_t got = bits_of(tensor->dtype, computed, i);
  if ((want ^ got) & sign) {
    return (double)(want & (sign - 1)) + (double)(got & (sign - 1)) + (tensor->check != RWG_ULP);
  }
  return (double)(want > got ? want - got : got - want);
}

static int is_absolute(const rwg_tensor *tensor)
{
  return tensor->check == RWG_ABS || (tensor->check == RWG_UNCHECKED && tensor->dtype == RWG_F64);
}

static double bar_of(const rwg_tensor *tensor)
{
  double largest = 0;
  if (tensor->check != RWG_UNCHECKED || tensor->dtype != RWG_F64) return tensor->bar;
  for (size_t i = 0; i < tensor->count; i++) {
    largest = fmax(largest, fabs(rwg_number(RWG_F64, tensor->data, i)));
  }
  return 1e-6 * largest;
}

/* How far element i is off, in the unit of the tensor's bar. */
static double distance(const rwg_tensor *tensor, size_t i, const void *computed)
{
  if (bits_of(tensor->dtype, tensor->data, i) == bits_of(tensor->dtype, computed, i)) return 0;
  const double want = rwg_number(tensor->dtype, tensor->data, i);
  const double got = rwg_number(tensor->dtype, computed, i);
  if (isnan(want) || isnan(got)) return isnan(want) && isnan(got) ? 0 : INFINITY;
  if (tensor->dtype == RWG_I32) return fabs(want - got);
  if (!is_absolute(tensor)) return steps(tensor, i, computed);
  return want == got ? 0 : fabs(want - got);
}

static void print_index(const rwg_tensor *tensor, size_t i)
{
  size_t inner = tensor->count;
  for (size_t d = 0; d < tensor->n_dims; d++) {
    inner /= tensor->dims[d];
    printf("%s%zu", d > 0 ? ", " : "[", i / inner);
    i %= inner;
  }
  fputs(tensor->n_dims > 0 ? "]" : "[]", stdout);
}

void compare(const rwg_tensor *tensor, const char *by, const void *computed)
{
  const double bar = bar_of(tensor);
  const char *unit = is_absolute(tensor) ? "" : " ulp";
  double seen = 0;
  size_t at = 0;
  for (size_t i = 0; i < tensor->count; i++) {
    const double off = distance(tensor, i, computed);
    if (off > seen) at = i;
    if (off > seen) seen = off;
  }
  const double ratio = bar > 0 ? seen / bar : seen > 0 ? 1 + seen : 0;
  printf("compared %s %.17g %s: %.3g%s, bar ", tensor->name, fmin(ratio, DBL_MAX), tensor->name,
      seen, unit);
  if (tensor->check == RWG_BITS || (tensor->check == RWG_UNCHECKED && !is_absolute(tensor))) {
    fputs("bits", stdout);
  } else {
    printf("%.3g%s", bar, unit);
  }
  if (ratio > 1) {
    printf(", by %s at ", by);
    print_index(tensor, at);
    printf(": %a, not %a", rwg_number(tensor->dtype, computed, at),
        rwg_number(tensor->dtype, tensor->data, at));
  }
  putchar('\n');
}

void report_end(void)
{
  printf("digest %016" PRIx64 "\n", digested);
}
