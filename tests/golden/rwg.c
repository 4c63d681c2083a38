/* The RWG1 reader: see rwg.h. Numbers are read digit by digit and every product is checked, for
   a size that overflows is how a broken file would point outside itself. */
#include "rwg.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the tensors of a case are little-endian and are used where they lie"
#endif

enum { ALIGNMENT = 64 }; /* of the header and of each tensor */

static const struct { const char *name; size_t size; } dtypes[] = {
  [RWG_F32] = { "f32", 4 }, [RWG_F64] = { "f64", 8 }, [RWG_F16] = { "f16", 2 },
  [RWG_BF16] = { "bf16", 2 }, [RWG_I32] = { "i32", 4 }, [RWG_I64] = { "i64", 8 },
};

size_t rwg_size(rwg_dtype dtype)
{
  return dtypes[dtype].size;
}

/* Of 16 bits, so many of them the fraction's, from the definition of binary floating point. */
static double number_of_16(uint16_t bits, int fraction_bits)
{
  const int exponents = (1 << (15 - fraction_bits)) - 1;
  const int exponent = bits >> fraction_bits & exponents;
  const int fraction = bits & ((1 << fraction_bits) - 1);
  double magnitude = fraction ? NAN : INFINITY;
  if (exponent < exponents) {
    magnitude = ldexp(fraction + (exponent ? 1 << fraction_bits : 0),
        (exponent ? exponent : 1) - exponents / 2 - fraction_bits);
  }
  return bits >> 15 ? -magnitude : magnitude;
}

double rwg_number(rwg_dtype dtype, const void *values, size_t i)
{
  switch (dtype) {
  case RWG_F32: return (double)((const float *)values)[i];
  case RWG_F16: return number_of_16(((const uint16_t *)values)[i], 10);
  case RWG_BF16: return number_of_16(((const uint16_t *)values)[i], 7);
  case RWG_I32: return ((const int32_t *)values)[i];
  case RWG_I64: return (double)((const int64_t *)values)[i];
  default: return ((const double *)values)[i];
  }
}

__attribute__((format(printf, 2, 3)))
static int complain(rwg_file *file, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(file->error, sizeof file->error, format, arguments);
  va_end(arguments);
  return 0;
}

/* Cuts the text up to `separator` off the front of *rest; NULL when nothing is left. */
static char *cut(char **rest, char separator)
{
  char *text = *rest;
  if (!text || !*text) return NULL;
  char *end = strchr(text, separator);
  *rest = end ? end + 1 : NULL;
  if (end) *end = 0;
  return text;
}

static int read_size(const char *word, size_t *value)
{
  if (!word || !*word) return 0;
  for (*value = 0; *word; word++) {
    if (*word < '0' || *word > '9') return 0;
    if (__builtin_mul_overflow(*value, (size_t)10, value)) return 0;
    if (__builtin_add_overflow(*value, (size_t)(*word - '0'), value)) return 0;
  }
  return 1;
}

static int read_dtype(const char *word, rwg_dtype *dtype)
{
  for (size_t i = 0; word && i < sizeof dtypes / sizeof *dtypes; i++) {
    if (strcmp(word, dtypes[i].name)) continue;
    *dtype = (rwg_dtype)i;
    return 1;
  }
  return 0;
}

/* tensor <name> <dtype> <ndim> <dim...> <offset> <nbytes> */
static int read_tensor(rwg_file *file, char *rest, size_t header_size, size_t size)
{
  rwg_tensor tensor = { .name = cut(&rest, ' '), .count = 1 };
  size_t offset, bytes, right_bytes;
  if (!tensor.name || !*tensor.name) return complain(file, "a tensor line has no name");
  if (rwg_find(file, tensor.name)) return complain(file, "tensor %.40s: given twice", tensor.name);
  if (!read_dtype(cut(&rest, ' '), &tensor.dtype)) {
    return complain(file, "tensor %.40s: unknown dtype", tensor.name);
  }
  if (!read_size(cut(&rest, ' '), &tensor.n_dims) || tensor.n_dims > RWG_MOST_DIMS) {
    return complain(file, "tensor %.40s: not 0 to %d dimensions", tensor.name, RWG_MOST_DIMS);
  }
  for (size_t i = 0; i < tensor.n_dims; i++) {
    if (!read_size(cut(&rest, ' '), &tensor.dims[i])
        || __builtin_mul_overflow(tensor.count, tensor.dims[i], &tensor.count)) {
      return complain(file, "tensor %.40s: dimension %zu is no size", tensor.name, i);
    }
  }
  if (!read_size(cut(&rest, ' '), &offset) || !read_size(cut(&rest, ' '), &bytes) || rest
      || __builtin_mul_overflow(tensor.count, dtypes[tensor.dtype].size, &right_bytes)
      || bytes != right_bytes) {
    return complain(file, "tensor %.40s: offset and bytes do not fit", tensor.name);
  }
  if (offset % ALIGNMENT || offset < header_size || offset > size || bytes > size - offset) {
    return complain(file, "tensor %.40s: lies outside the file", tensor.name);
  }
  tensor.data = file->bytes + offset;
  file->tensors[file->n_tensors++] = tensor;
  return 1;
}

/* check <tensor> bits | ulp <n> | abs <hexdouble> */
static int read_check(rwg_file *file, char *rest)
{
  const char *name = cut(&rest, ' '), *kind = cut(&rest, ' '), *bar = cut(&rest, ' ');
  rwg_tensor *tensor = name ? rwg_find(file, name) : NULL;
  size_t steps;
  char *end;
  if (!tensor) return complain(file, "check %.40s: no such tensor before it", name ? name : "");
  if (!kind || rest) return complain(file, "check %.40s: not bits, ulp or abs", name);
  if (!strcmp(kind, "bits") && !bar) {
    tensor->check = RWG_BITS;
  } else if (!strcmp(kind, "ulp") && read_size(bar, &steps)) {
    tensor->check = RWG_ULP;
    tensor->bar = (double)steps;
  } else if (!strcmp(kind, "abs") && bar) {
    tensor->check = RWG_ABS;
    tensor->bar = strtod(bar, &end);
    if (*end || !isfinite(tensor->bar) || tensor->bar < 0) {
      return complain(file, "check %.40s: abs wants a number from 0 up", name);
    }
  } else {
    return complain(file, "check %.40s: not bits, ulp or abs", name);
  }
  return 1;
}

static int read_header(rwg_file *file, char *rest, size_t header_size, size_t size)
{
  for (char *line; (line = cut(&rest, '\n')) != NULL;) {
    char *words = line;
    const char *key = cut(&words, ' ');
    int good = 1;
    if (key && !strcmp(key, "end")) return 1;
    if (key && !strcmp(key, "tensor")) good = read_tensor(file, words, header_size, size);
    if (key && !strcmp(key, "check")) good = read_check(file, words);
    if (!good) return 0;
  }
  return complain(file, "the header has no end");
}

static char *read_bytes(const char *path, size_t *size)
{
  FILE *stream = fopen(path, "rb");
  char *bytes = NULL;
  if (!stream) return NULL;
  if (!fseek(stream, 0, SEEK_END)) {
    const long end = ftell(stream);
    const size_t whole = ((size_t)end / ALIGNMENT + 1) * ALIGNMENT;
    if (end >= 0 && !fseek(stream, 0, SEEK_SET)) bytes = aligned_alloc(ALIGNMENT, whole);
    *size = bytes ? fread(bytes, 1, (size_t)end, stream) : 0;
  }
  fclose(stream);
  return bytes;
}

int rwg_open(rwg_file *file, const char *path)
{
  size_t size = 0, header_size, lines = 0;
  *file = (rwg_file){ 0 };
  file->bytes = read_bytes(path, &size);
  if (!file->bytes) return complain(file, "cannot be read");
  const char *first = size > 0 ? memchr(file->bytes, '\n', size) : NULL;
  if (!first || strncmp(file->bytes, "RWG1 ", 5)) return complain(file, "is no RWG1 file");
  char number[24] = "";
  const size_t digits = (size_t)(first - file->bytes) - 5;
  if (digits < sizeof number) memcpy(number, file->bytes + 5, digits);
  if (!read_size(number, &header_size) || header_size % ALIGNMENT || header_size > size) {
    return complain(file, "the header's size is wrong or the file is cut short");
  }
  file->header = malloc(header_size + 1);
  if (!file->header) return complain(file, "needs more memory");
  memcpy(file->header, file->bytes, header_size);
  file->header[header_size] = 0;
  for (size_t i = 0; i < header_size; i++) {
    if (!file->header[i]) return complain(file, "the header holds a zero byte");
    lines += file->header[i] == '\n';
  }
  file->tensors = calloc(lines + 1, sizeof *file->tensors);
  if (!file->tensors) return complain(file, "needs more memory");
  const size_t begin = (size_t)(first - file->bytes) + 1;
  return read_header(file, file->header + (begin < header_size ? begin : header_size),
      header_size, size);
}

void rwg_close(rwg_file *file)
{
  free(file->tensors);
  free(file->header);
  free(file->bytes);
}

rwg_tensor *rwg_find(const rwg_file *file, const char *name)
{
  for (size_t i = 0; i < file->n_tensors; i++) {
    if (!strcmp(file->tensors[i].name, name)) return &file->tensors[i];
  }
  return NULL;
}
