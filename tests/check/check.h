/* What the checks share: random numbers from one seed, memory between inaccessible pages, and a
   failure that ends its check with one line naming the runner, the case and what differs.
   Compiled per model, as tests/model.h says, with a facts.h that facts.lua made of its config:
   what is in typed/ once per type of q and k, the rest once. */
#ifndef ROPEWALK_TESTS_CHECK_H
#define ROPEWALK_TESTS_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "facts.h"
#include "model.h"

enum { HEAD_DIM = U(HEAD_DIM), PAIRS = U(PAIRS), AXES = U(AXES) };

typedef M(status) model_status;
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

/* The checks: X(name, ...). TYPE_CHECKS are `void T(check_<name>)(const runner *r)` and run once
   per runner and type; RUNNER_CHECKS are `void check_<name>(const runner *r)` and run once per
   runner; MODEL_CHECKS run once, with the scalar runner. A model has those of what it offers. */
#define TYPE_CHECKS(X, ...) \
  X(sources, __VA_ARGS__) X(layouts, __VA_ARGS__) X(batches, __VA_ARGS__) \
  X(ranges, __VA_ARGS__) X(large, __VA_ARGS__) X(guards, __VA_ARGS__) X(alignments, __VA_ARGS__) \
  X(specials, __VA_ARGS__) X(inverses, __VA_ARGS__) X(statuses, __VA_ARGS__) \
  X(ready_statuses, __VA_ARGS__) X(environment, __VA_ARGS__) \
  ONLY_IF(U(HAS_IDS), X(algebra, __VA_ARGS__) X(id_statuses, __VA_ARGS__)) \
  ONLY_IF(U(HAS_SEQUENCE), X(sequences, __VA_ARGS__) X(sequence_statuses, __VA_ARGS__))
#define RUNNER_CHECKS(X, ...) \
  ONLY_IF(U(HAS_TABLES), X(tables, __VA_ARGS__) X(table_statuses, __VA_ARGS__) \
    X(table_environment, __VA_ARGS__))
#define MODEL_CHECKS(X, ...) \
  X(sentences, __VA_ARGS__) \
  ONLY_IF(U(HAS_TABLES), X(accuracy, __VA_ARGS__)) \
  ONLY_IF(U(HAS_IDS), X(rows, __VA_ARGS__) X(angles, __VA_ARGS__) X(row_statuses, __VA_ARGS__) \
    X(row_environment, __VA_ARGS__)) \
  ONLY_IF(U(HAS_SEQUENCE), X(positions, __VA_ARGS__) X(limits, __VA_ARGS__) \
    X(position_statuses, __VA_ARGS__)) \
  ONLY_IF(U(HAS_PATCH), X(image_grids, __VA_ARGS__))
#define ONLY_IF(has, ...) ONLY_IF_(has, __VA_ARGS__)
#define ONLY_IF_(has, ...) ONLY_IF_##has(__VA_ARGS__)
#define ONLY_IF_0(...)
#define ONLY_IF_1(...) __VA_ARGS__
#define TYPED_CHECK(name, dtype) M(JOIN(check_##name, dtype))
#define DECLARE_TYPED(name, dtype) void TYPED_CHECK(name, dtype)(const runner *r);
#define DECLARE_TYPE(dtype, ...) TYPE_CHECKS(DECLARE_TYPED, dtype)
#define DECLARE_CHECK(name, ...) void check_##name(const runner *r);
FACT_EACH_DTYPE(DECLARE_TYPE, )
RUNNER_CHECKS(DECLARE_CHECK, )
MODEL_CHECKS(DECLARE_CHECK, )

enum { MOST_SECONDS = 120 }; /* of a check; fronts end it then */

typedef struct {
  const char *name, *type; /* of q and k, or "" */
  void (*run)(const runner *r);
} check;

/* Runs a check with random numbers of its own, the same for every runner and type. */
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

/* Fails at the first of n numbers that differs. */
void require_same_ints(const char *what, const int32_t *got, const int32_t *want, size_t n);
void require_same_ids(const model_position *got, const model_position *want, size_t n);

/* Random numbers: of 64 bits, below n, from low to high inclusive. */
uint64_t random_bits(void);
size_t random_below(size_t n);
int32_t random_between(int32_t low, int32_t high);
void random_ids(model_position *ids, size_t tokens);
void random_heads(size_t *heads, size_t n_views); /* 0 to 5, mostly some */

/* Random cos and sin of tokens, PAIRS each: the model's own where it has positions. */
void random_turns(float *cos, float *sin, size_t tokens);

/* Positions that an axis does not allow, the nearest ones first; returns how many. */
enum { MOST_WRONG = 5 };
size_t wrong_positions(size_t axis, model_position *wrong);

/* What is no ISA of this machine and this file set; returns how many. */
enum { MOST_ABSENT = 5 };
size_t absent_isas(M(isa) *list);

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
