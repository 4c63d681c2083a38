/* What the checks share: random numbers from one seed, memory between inaccessible pages, and a
   failure that ends its check with one line naming the runner, the case and what differs.
   Compiled per model, as tests/model.h says, with a facts.h that facts.lua made of its config. */
#ifndef ROPEWALK_TESTS_CHECK_H
#define ROPEWALK_TESTS_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "model.h"

enum { HEAD_DIM = U(HEAD_DIM), PAIRS = U(PAIRS), AXES = U(AXES) };

typedef M(status) model_status;
typedef M(view_f32) view;
#if U(HAS_IDS)
typedef M(position) model_position;
#else
typedef int32_t model_position; /* this model has none: ids are made and not read */
#endif
#if U(HAS_SEQUENCE)
typedef M(sequence) sequence;
#else
typedef struct sequence sequence; /* this model has none: every pointer to it is NULL */
#endif

/* The checks: X(name, with). Each is `void check_<name>(const runner *r)`; those of RUNNER_CHECKS
   run once per runner, those of MODEL_CHECKS once, with the scalar runner. A model has those of
   what it offers. */
#define RUNNER_CHECKS(X, with) \
  X(sources, with) X(layouts, with) X(batches, with) X(ranges, with) X(guards, with) \
  X(alignments, with) X(specials, with) X(inverses, with) X(statuses, with) \
  X(ready_statuses, with) X(environment, with) \
  ONLY_IF(U(HAS_TABLES), X(tables, with)) \
  ONLY_IF(U(HAS_IDS), X(id_statuses, with)) \
  ONLY_IF(U(HAS_SEQUENCE), X(sequences, with) X(sequence_statuses, with))
#define MODEL_CHECKS(X, with) \
  X(sentences, with) \
  ONLY_IF(U(HAS_TABLES), X(accuracy, with)) \
  ONLY_IF(U(HAS_IDS), X(rows, with) X(angles, with) X(row_statuses, with)) \
  ONLY_IF(U(HAS_SEQUENCE), X(positions, with) X(limits, with)) \
  ONLY_IF(U(HAS_PATCH), X(image_grids, with))
#define ONLY_IF(has, ...) ONLY_IF_(has, __VA_ARGS__)
#define ONLY_IF_(has, ...) ONLY_IF_##has(__VA_ARGS__)
#define ONLY_IF_0(...)
#define ONLY_IF_1(...) __VA_ARGS__
#define DECLARE_CHECK(name, with) void check_##name(const runner *r);
RUNNER_CHECKS(DECLARE_CHECK, )
MODEL_CHECKS(DECLARE_CHECK, )
#undef DECLARE_CHECK

enum { MOST_SECONDS = 120 }; /* of a check; fronts end it then */

typedef struct {
  const char *name;
  void (*run)(const runner *r);
} check;

/* Runs a check with random numbers of its own, the same for every runner. */
void run_check(const check *c, const runner *r);

/* The runner of this name on this machine; 0 if it has none. */
int find_runner(const char *name, runner *found);

/* The seed of this run: the environment's ROPEWALK_SEED, else 1. */
uint64_t seed(void);

/* Given by the front: takes the line of a failure and ends the check. */
_Noreturn void report_failure(const char *line);

/* Says which case is at work, for the line of a failure. */
__attribute__((format(printf, 1, 2))) void describe(const char *format, ...);

/* Ends the check: something is wrong with the case at work. */
__attribute__((format(printf, 1, 2))) _Noreturn void fail(const char *format, ...);

#define REQUIRE(condition) ((condition) ? (void)0 : fail("%s does not hold", #condition))
#define REQUIRE_STATUS(call, want) require_status(#call, call, want)
void require_status(const char *call, model_status got, model_status want);

/* Fails at the first of n numbers whose bits differ; NaN is one class. */
void require_same(const char *what, const float *got, const float *want, size_t n);
void require_same_ints(const char *what, const int32_t *got, const int32_t *want, size_t n);
void require_same_ids(const model_position *got, const model_position *want, size_t n);

/* Random numbers: below n, from low to high inclusive, and floats of either sign around 1. */
size_t random_below(size_t n);
int32_t random_between(int32_t low, int32_t high);
void random_floats(float *x, size_t n);
void random_specials(float *x, size_t n); /* NaN, infinities, zeros, subnormals strewn in */
void random_ids(model_position *ids, size_t tokens);
void random_heads(size_t *heads, size_t n_views); /* 0 to 5, mostly some */

/* Random cos and sin of tokens, PAIRS each: the model's own where it has positions. */
void random_turns(float *cos, float *sin, size_t tokens);

/* Memory of 4-byte elements between two inaccessible pages. */
typedef struct {
  void *first;
  size_t elements;
} region;

region region_make(size_t elements); /* at least so many, whole pages */
void *region_last(const region *r, size_t elements); /* so many, up to the inaccessible page */
void region_lock(const region *r); /* read-only until unlocked */
void region_unlock(const region *r);
void region_free(const region *r);

enum { FLUSH_END = -1, OFFSETS = 16 };

/* The model's tables of the scalar reference, read-only: so many floats, below OFFSETS, behind an
   inaccessible page, or FLUSH_END: up to one. A model without tables ignores them: what it is given
   are not even accessible. */
const float *tables_at(int at);

#endif
