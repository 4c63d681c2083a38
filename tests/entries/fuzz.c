/* Hostile calls of a model's entries, for libFuzzer under the sanitizers. Compiled per model and
   type, as tests/model.h says, with the facts of its config.
   In: bytes, read as numbers that are small, at the edges of their types, or any. Out: nothing, or
   `wrong TEXT` and an abort. Always: memory that an entry may touch is exactly as large as it must
   be; a call that could only be served by memory that no machine has is not made. A status is one of
   the known; nothing is written on an error; what is accepted agrees with the slow statements here,
   which count in 128 bits. */
#include <stdio.h>
#include <stdlib.h>

#include "hostile.h"
#include "model.h"
#include "facts.h"

typedef T(view) view;
typedef M(status) model_status;

enum {
  HEAD_DIM = U(HEAD_DIM), PAIRS = U(PAIRS), AXES = U(AXES),
  MOST_PARTS = 6, MOST_VIEWS = 3, MOST_IDS = 64, MOST_TOKENS = 1024, ARENA = 12 * HEAD_DIM,
  CANARY = 0x5a
};

static _Noreturn void wrong(const char *text)
{
  printf("wrong %s\n", text);
  fflush(stdout);
  abort();
}

static void require(int right, const char *text)
{
  if (!right) wrong(text);
}

static model_status known(model_status status)
{
  require((unsigned)status <= U(EISA), "a status that is none");
  require(M(strerror)(status) != NULL, "a status without a sentence");
  return status;
}

/* Memory that is exactly so large, filled with CANARY. */
static void *memory(size_t bytes)
{
  void *p = malloc(bytes);
  if (!p) wrong("no memory");
  memset(p, CANARY, bytes);
  return p;
}

static int is_untouched(const void *p, size_t bytes)
{
  for (size_t i = 0; i < bytes; i++) {
    if (((const unsigned char *)p)[i] != CANARY) return 0;
  }
  return 1;
}

/* Any ISA, and numbers that are none. */
static M(isa) hostile_isa(hostile *h)
{
  return (M(isa))(hostile_byte(h) % 8);
}

#if U(HAS_IDS)
static int is_within(const M(position) *id)
{
#define LIMITS(name, pairs, position_min, position_max) { position_min, position_max },
  static const double limits[AXES][2] = { U(EACH_AXIS)(LIMITS) };
#undef LIMITS
  for (size_t axis = 0; axis < AXES; axis++) {
    if (!((double)id[axis] >= limits[axis][0] && (double)id[axis] <= limits[axis][1])) return 0;
  }
  return 1;
}

/* Ids of so many tokens, mostly within limits; NULL if they are too many. */
static M(position) *hostile_ids(hostile *h, size_t tokens, int *within)
{
  *within = 1;
  if (tokens > MOST_IDS) return NULL;
  M(position) *ids = memory(tokens * AXES * sizeof *ids);
  for (size_t i = 0; i < tokens * AXES; i++) {
    const uint32_t bits = (uint32_t)hostile_number(h);
    memcpy(&ids[i], &bits, sizeof bits);
    if (hostile_byte(h) % 4) ids[i] = (M(position))(bits % 8);
  }
  for (size_t i = 0; i < tokens; i++) *within &= is_within(ids + i * AXES);
  return ids;
}

static void try_rows(hostile *h)
{
  int within;
  const size_t tokens = (size_t)hostile_number(h), stride = (size_t)hostile_number(h);
  M(position) *ids = hostile_ids(h, tokens, &within);
  const wide_size floats = (wide_size)tokens * stride, angles = (wide_size)tokens * PAIRS;
  const int rows_fit = floats <= 1 << 16, angles_fit = angles <= 1 << 16;
  const size_t size = rows_fit ? (size_t)floats : 0, n = angles_fit ? (size_t)angles : 0;
  float *cos = memory(size * sizeof *cos), *sin = memory(size * sizeof *sin);
  float *angle = memory(n * sizeof *angle);
  /* What is too large for its memory must be refused for that. */
  if (rows_fit || floats > SIZE_MAX / sizeof *cos || stride < PAIRS) {
    const model_status status = known(M(cos_sin)(NULL, ids, tokens, cos, sin, stride));
    const int right = tokens == 0 || (ids && stride >= PAIRS && within && rows_fit);
    require((status == U(OK)) == right, "cos_sin: what is right");
    if (!right) {
      require(is_untouched(cos, size * sizeof *cos) && is_untouched(sin, size * sizeof *sin),
          "cos_sin: wrote on an error");
    }
  }
  if (angles_fit || angles > SIZE_MAX / sizeof *angle) {
    const model_status status = known(M(angles)(ids, tokens, angle));
    require((status == U(OK)) == (tokens == 0 || (ids && within && angles_fit)),
        "angles: what is right");
    if (status != U(OK)) {
      require(is_untouched(angle, n * sizeof *angle), "angles: wrote on an error");
    }
  }
  free(cos);
  free(sin);
  free(angle);
  free(ids);
}
#endif

#include "sequences.h"
#include "turns.h"

#if FACT_PATCH_SIZE > 0
static void try_image(hostile *h)
{
  const uint32_t sides[] = { (uint32_t)hostile_number(h), (uint32_t)hostile_number(h) };
  const uint32_t scale = hostile_byte(h) % 4 ? FACT_PATCH_SIZE * FACT_MERGE : 1;
  const uint32_t image_h = sides[0] * scale, image_w = sides[1] * scale;
  const uint32_t unit = FACT_PATCH_SIZE * FACT_MERGE;
  M(grid) grid, before;
  memset(&grid, CANARY, sizeof grid);
  before = grid;
  const int right = image_h && image_w && image_h % unit == 0 && image_w % unit == 0;
  require(known(M(image_grid)(image_h, image_w, &grid)) == (right ? U(OK) : U(EGRID)),
      "image_grid: what is right");
  require(right ? grid.t == 1 && (wide_size)grid.h * FACT_PATCH_SIZE == image_h
      && (wide_size)grid.w * FACT_PATCH_SIZE == image_w
      : memcmp(&grid, &before, sizeof grid) == 0, "image_grid: another");
}
#endif

#if FACT_RUNS
int LLVMFuzzerInitialize(int *count, char ***arguments);

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
  (void)count;
  (void)arguments;
  try_longest();
  return 0;
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  hostile h = { data, size };
  switch (hostile_byte(&h) % 5) {
#if U(HAS_SEQUENCE)
  case 0: try_sequence(&h); break;
#endif
#if U(HAS_IDS)
  case 1: try_rows(&h); break;
#endif
#if U(HAS_TABLES)
  case 2: {
    float one;
    const size_t floats = (size_t)hostile_number(&h);
    memset(&one, CANARY, sizeof one);
    if (floats == U(TABLE_FLOATS)) break; /* which the checker fills */
    require(known(M(tables)(&one, floats, hostile_isa(&h))) != U(OK), "tables: a wrong size");
    require(is_untouched(&one, sizeof one), "tables: wrote on an error");
    break;
  }
#endif
#if FACT_PATCH_SIZE > 0
  case 4: try_image(&h); break;
#endif
  default: try_turns(&h); break;
  }
  return 0;
}
