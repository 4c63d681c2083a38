/* A job: tokens of a grid with their text, or of a plain sequence, and q and k for them.
   In: the options of a command line. Out: a sequence, its ids, and q and k with their views.
   Always: the same data for the same options and type, on every machine. Compiled per model and
   type of q and k. */
#ifndef ROPEWALK_BENCH_JOB_H
#define ROPEWALK_BENCH_JOB_H

#include <getopt.h>

#include "limit.h"
#include "model.h"

typedef enum { N_H_D, B_H_N_D, QKV } layout;

/* The numbers of q and k repeat after so many: a prime, so that no token has another's. */
enum { MOST_VIEWS = 64, NUMBERS = 16381 };

typedef struct {
#if U(HAS_GRID)
  M(grid) grid;
#endif
  M(sequence) sequence;
  layout layout;
  size_t q_heads, k_heads, batch;
  int out_of_place;
  size_t tokens;           /* of one item of the batch */
  M(position) *ids;        /* (tokens, AXES) */
  element *x;              /* q and k of every item; v too where it stands beside them */
  element *result;         /* what the views write to: x, or what is shaped like it */
  size_t elements;
  T(view) views[MOST_VIEWS]; /* q and k of every item */
  size_t n_views;
  runs memory[MOST_VIEWS]; /* where q and k are in x, without v */
  size_t n_memory;
  element numbers[NUMBERS];
} job;

/* Prepares a job:
     --grid TxHxW  --text N  --windowed   its tokens, by the rule of grids
     --tokens N                           its tokens, by the rule of sequences
     --heads N  --k-heads N  --batch N    of q; of k, if not as many; items
     --layout NAME    n_h_d: tokens, heads, channels; b_h_n_d: heads before tokens; qkv: q, k and v
                      side by side in each token
     --out-of-place                       results in other memory, not in place
   `own`, ended by zeros, are options of the program; take() gets them. */
void job_start(job *j, int argc, char **argv, const struct option *own,
    void (*take)(int option, const char *value));
void job_end(job *j);

/* Sets x and the result to their first state. */
void job_fill(const job *j);

/* The limit over this job's q and k, picked in `seconds`; and a candidate of it. Rotations leave
   numbers that are small or zero, which the limit must not meet: x is filled anew before each
   sample. So no type drifts away either, however often its rounded rotation is repeated. */
limit job_limit(const job *j, double seconds);
candidate job_limit_candidate(const job *j, const limit *way, const char *name);

void job_print(const job *j); /* a line that names it */

double job_mib(const job *j); /* of q and k */

/* How long a sample must be: inside L2 a pass takes microseconds, beyond it milliseconds. */
double job_sample_ns(const job *j);

_Noreturn void stop(const char *what, const char *why);
void must(M(status) status, const char *what);
void *memory_for(size_t count, size_t size);

#endif
