/* The formulas and the rules of a config, stated slowly: from the documentation of configs and of
   generated headers and from the libraries that the models come from, never from generated code. */
#ifndef ROPEWALK_TESTS_REFERENCE_H
#define ROPEWALK_TESTS_REFERENCE_H

#include "check.h"

typedef enum {
  COORDINATE_none, COORDINATE_frame, COORDINATE_layer, COORDINATE_t, COORDINATE_image,
  COORDINATE_after_text, COORDINATE_h, COORDINATE_w, COORDINATE_zero
} coordinate;

/* What 16-bit types round: results; cos and sin too; products and sums too. */
typedef enum { ROUNDING_round_once, ROUNDING_round_twice, ROUNDING_op_by_op } rounding;

typedef struct {
  const char *name;
  double scale;
  int32_t position_min, position_max;
  coordinate counts;
} axis_fact;

typedef struct {
  size_t axis, in[2], out[2]; /* channels */
  double theta;               /* the frequency is theta^(-2 k / dim), */
  size_t k, dim;
  double listed;              /* or this */
} pair_fact;

extern const axis_fact axis_facts[AXES];
extern const pair_fact pair_facts[PAIRS];

/* The angle of a pair: the float32 product of the position and the inv_freq that transformers
   computes in float32; or, of exact tables, the real one within slow_doubt. */
long double slow_angle(const pair_fact *pair, model_position position);

/* Its cos and sin within a few double roundings and slow_doubt, not yet times their factors. */
double slow_cos(const pair_fact *pair, model_position position);
double slow_sin(const pair_fact *pair, model_position position);
double slow_doubt(model_position position);

/* The place of the cos or sin in the tables that belongs to an input channel of a pair. */
size_t slow_place(const pair_fact *pair, model_position position, size_t channel);

#if U(HAS_SEQUENCE)
enum { MOST_PARTS = 80 };

/* A sequence of at most so many tokens, with the parts it is made of. */
typedef struct {
  sequence s;
#if U(HAS_GRID)
  M(grid) parts[MOST_PARTS];
#elif FACT_RUNS
  M(run) parts[MOST_PARTS];
#endif
} own_sequence;
void random_sequence(own_sequence *own, size_t most_tokens);
void describe_sequence(const sequence *s);

/* Two sequences of which the second has more tokens than 32 bits count, and the last few stand at
   the same positions; returns how many, 0 if the rule has no such sequence. */
size_t far_sequence(own_sequence *near, own_sequence *far);

/* A valid sequence of more than a few tokens, and one that is not valid. */
sequence plain_sequence(void);
sequence invalid_sequence(void);

/* The tokens of a valid sequence; their position ids, (tokens, AXES). */
size_t slow_tokens(const sequence *s);
void slow_ids(const sequence *s, model_position *ids);
#endif

#if U(HAS_GRID)
typedef M(grid) grid;
enum { MERGE = FACT_MERGE, UNIT = MERGE * MERGE };
typedef enum { TEXT_none, TEXT_diagonal, TEXT_axis, TEXT_zero } text_rule;
typedef enum { START_zero, START_one, START_h, START_max, START_max_half } text_start;
typedef enum { ORDER_none, ORDER_before, ORDER_after } token_order;

/* Whether an axis counts by a coordinate; whether text tokens move along an axis. */
int counts_by(coordinate c);
int text_moves(size_t axis);

/* The greatest number of frames of image `image`, 0 for an image too many. */
size_t most_frames(size_t image);

/* Where the frames of a valid sequence without text begin, and the end; returns how many. */
size_t slow_cu_seqlens(const sequence *s, int32_t *cu);

/* The windows of a valid sequence: its merged patches in windowed order, and where the windows
   begin, and the end; returns how many merged patches. */
size_t slow_window(const sequence *s, int32_t *index, int32_t *cu, size_t *n_cu);
#elif FACT_RUNS
typedef M(run) run;
enum { MERGE = FACT_MERGE, TEMPORAL_MERGE = FACT_TEMPORAL_MERGE };

/* Where the token after a valid sequence stands; its rope_delta. */
int64_t slow_next(const sequence *s);
int64_t slow_delta(const sequence *s);

/* Frames of a run after merging, and how far the last stands from the first. */
size_t slow_frames(const run *r);
int64_t slow_frame(const run *r, size_t frame);
#endif

#if U(HAS_SEQUENCE) && !U(HAS_GRID)
/* The last position that every axis allows. */
int32_t last_position(void);
#if FACT_RUNS
/* The most rows or columns, after merging, that the axes which count them hold. */
uint32_t most_side(coordinate side);
#endif
#endif
#endif
