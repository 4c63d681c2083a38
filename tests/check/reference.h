/* The formulas and the rules of a config, stated slowly: from the documentation of configs and of
   generated headers and from the libraries that the models come from, never from generated code. */
#ifndef ROPEWALK_TESTS_REFERENCE_H
#define ROPEWALK_TESTS_REFERENCE_H

#include "check.h"

typedef enum { COORDINATE_none, COORDINATE_frame, COORDINATE_h, COORDINATE_w } coordinate;

typedef struct {
  const char *name;
  size_t dim; /* channels; half as many pairs */
  double theta;
  int32_t position_min, position_max;
  coordinate counts;
} axis_fact;

extern const axis_fact axis_facts[AXES];

/* The axis of a pair, and its place among the pairs of that axis. */
size_t slow_axis(size_t pair, size_t *index);

/* The two channels of a pair. */
void slow_channels(size_t pair, size_t *c0, size_t *c1);

/* The angle of a pair: the float32 product of the position and the inv_freq that transformers
   computes in float32; or, of exact tables, the real one within slow_doubt. */
long double slow_angle(size_t pair, int32_t position);

/* Its cos and sin within a few double roundings and slow_doubt. */
double slow_cos(size_t pair, int32_t position);
double slow_sin(size_t pair, int32_t position);
double slow_doubt(int32_t position);

/* The place of a pair's cos and sin in the tables. */
size_t slow_cos_place(size_t pair, int32_t position);
size_t slow_sin_place(size_t pair, int32_t position);

/* Turns one head by PAIRS cos and sin: products and sum rounded to float each. */
void slow_rotate(const float *cos, const float *sin, int direction, const float *in, float *out);

#if U(HAS_GRID)
enum { MOST_GRIDS = 80 };

/* A sequence of at most so many tokens, with grids of its own. */
typedef struct {
  sequence s;
  grid grids[MOST_GRIDS];
} own_sequence;
void random_sequence(own_sequence *own, size_t most_tokens);

/* The tokens of a valid sequence; their position ids, (tokens, AXES). */
size_t slow_tokens(const sequence *s);
void slow_ids(const sequence *s, int32_t *ids);

/* Where the frames of a valid sequence without text begin, and the end; returns how many. */
size_t slow_cu_seqlens(const sequence *s, int32_t *cu);

/* The windows of a valid sequence: its merged patches in windowed order, and where the windows
   begin, and the end; returns how many merged patches. */
size_t slow_window(const sequence *s, int32_t *index, int32_t *cu, size_t *n_cu);
#endif
#endif
