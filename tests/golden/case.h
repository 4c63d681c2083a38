/* What the steps of a case share. Compiled per model, as tests/model.h says.
   A step is one argument of the program: its name and its words, most of them names of tensors.
   Steps run in order, on the sequence that the steps before them described. */
#ifndef ROPEWALK_TESTS_GOLDEN_CASE_H
#define ROPEWALK_TESTS_GOLDEN_CASE_H

#include <stdlib.h>

#include "element.h"
#include "report.h"
#include "rwg.h"

enum { HEAD_DIM = U(HEAD_DIM), PAIRS = U(PAIRS), AXES = U(AXES) };

typedef T(view) view;

/* The type of q, k and x, as tensors name it. */
#define RWG_f32 RWG_F32
#define RWG_bf16 RWG_BF16
#define RWG_f16 RWG_F16
#define ELEMENT JOIN(RWG, DTYPE)

typedef struct {
  rwg_file file;
  runner runners[MOST_RUNNERS]; /* the scalar reference first */
  size_t n_runners;
  float *tables[MOST_RUNNERS];  /* by each runner; NULL when they would be large */
  const char *pairing;          /* a case's word: half, interleaved, half_in_half */
  const char *columns;          /* the same, of the columns of its tables */
#if U(HAS_GRID)
  M(grid) *grids;               /* of the sequence */
  M(sequence) sequence;
#endif
  size_t tokens;
  int32_t *ids;                 /* (tokens, AXES) */
  float *cos, *sin;             /* (tokens, PAIRS), as the case stores them */
} session;

/* Steps: X(name, least words). */
#if U(HAS_GRID)
#define GRID_STEPS(X) X(grids, 3) X(ids, 1)
#else
#define GRID_STEPS(X) X(positions, 1)
#endif
#if U(HAS_PATCH)
#define PATCH_STEPS(X) X(image, 2)
#else
#define PATCH_STEPS(X)
#endif
#if U(HAS_CU_SEQLENS)
#define CU_SEQLENS_STEPS(X) X(cu_seqlens, 1)
#else
#define CU_SEQLENS_STEPS(X)
#endif
#if U(HAS_TEXT)
#define TEXT_STEPS(X) X(text, 2)
#else
#define TEXT_STEPS(X)
#endif
#if U(HAS_WINDOW)
#define WINDOW_STEPS(X) X(order, 1) X(window_index, 1) X(cu_window_seqlens, 1)
#else
#define WINDOW_STEPS(X)
#endif
/* The yardsticks of float64 and the example are about float32. */
#define IS_FLOAT_f32 1
#if JOIN(IS_FLOAT, DTYPE)
#define FLOAT_STEPS(X) X(inv_freq_f64, 2) X(rotate_f64, 4) X(attention, 7)
#else
#define FLOAT_STEPS(X)
#endif
#define STEPS(X) \
  GRID_STEPS(X) PATCH_STEPS(X) CU_SEQLENS_STEPS(X) TEXT_STEPS(X) WINDOW_STEPS(X) \
  X(inv_freq, 1) X(angles, 1) X(pairing, 2) X(cos_sin, 2) X(cis, 2) X(rotate, 3) X(own, 1) \
  X(special, 5) FLOAT_STEPS(X)

#define DECLARE(name, least) void step_##name(session *s, char *const *words);
STEPS(DECLARE)
#undef DECLARE

/* Stops unless the model says OK. */
void must(M(status) status, const char *what);

/* The tensor of this name, type and shape; stops when the case has none. */
#define SHAPE(...) \
  (const size_t[]){ __VA_ARGS__ }, sizeof((const size_t[]){ __VA_ARGS__ }) / sizeof(size_t)
rwg_tensor *tensor_of(const session *s, const char *name, rwg_dtype dtype, const size_t *dims,
    size_t n_dims);

/* The tensor of this name; stops when the case has none. */
rwg_tensor *any_tensor(const session *s, const char *name);

/* A whole number from `least` up, of an int32. */
int32_t whole_number(const char *word, int32_t least);

/* The two channels that pair j turns, or its two columns in a wide table, as a pairing says. */
typedef struct { size_t first, second; } channels;
channels channels_of(const char *pairing, size_t pair);

/* The views of a tensor in layout n_h_d, b_h_n_d or b_n_h_d, one per item of the batch, read from
   `in` and written to `out`. */
typedef struct { view *list; size_t n; } views;
views views_of(const session *s, const rwg_tensor *tensor, const char *layout, const element *in,
    element *out);

#endif
