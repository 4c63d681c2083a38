/* A job: tokens of a grid with their text, or of a plain sequence, and q and k for them.
   In: the options of a command line. Out: a sequence, its ids, and q and k with their views.
   Always: the same data for the same options and type, on every machine. Compiled per model and
   type of q and k. A thread's share (crew.h) is a range of tokens. */
#ifndef ROPEWALK_BENCH_JOB_H
#define ROPEWALK_BENCH_JOB_H

#include <getopt.h>

#include "crew.h"
#include "limit.h"
#include "model.h"

typedef enum { N_H_D, B_H_N_D, QKV } layout;

/* The numbers of q and k repeat after so many: a prime, so that no token has another's. */
enum { MOST_VIEWS = MOST_RUNS, NUMBERS = 16381 };

typedef struct {
#if U(HAS_GRID)
  M(grid) grid;
#endif
  M(sequence) sequence;
  layout layout;
  size_t q_heads, k_heads, batch;
  int out_of_place;
  double seconds;          /* to time it */
  size_t tokens;           /* of one item of the batch */
  M(position) *ids;        /* (tokens, AXES) */
  element *x;              /* q and k of every item; v too where it stands beside them */
  element *result;         /* what the views write to: x, or what is shaped like it */
  size_t elements;
  T(view) views[MOST_VIEWS]; /* q and k of every item */
  size_t n_views;
  share memory[MOST_THREADS]; /* where q and k are in x, without v */
  element numbers[NUMBERS];
} job;

/* Prepares a job:
     --grid TxHxW  --text N  --windowed   its tokens, by the rule of grids
     --tokens N  --first N                its tokens, by the rule of sequences, and their first
                                          position
     --heads N  --k-heads N  --batch N    of q; of k, if not as many; items
     --layout NAME    n_h_d: tokens, heads, channels; b_h_n_d: heads before tokens; qkv: q, k and v
                      side by side in each token
     --out-of-place                       results in other memory, not in place
     --threads N                          start a crew
     --seconds S                          how long it is timed, about
   `own`, ended by zeros, are options of the program, which take() gets; or both are NULL. */
void job_start(job *j, int argc, char **argv, const struct option *own,
    void (*take)(int option, const char *value));
void job_end(job *j);

/* Sets x and the result to their first state. */
void job_fill(const job *j);

/* The tokens of a thread, and of the one that asks: [begin, end). */
typedef struct { size_t begin, end; } range;
range job_share(const job *j, size_t thread);
range job_range(const job *j);

/* The limit over this job's q and k, picked in `seconds`: of its own kind, in place or not; and in
   place in any case. */
limit job_limit(const job *j, double seconds);
limit job_limit_in_place(const job *j, double seconds);

/* A candidate of it. What is rotated again and again in a 16-bit type drifts away and gets zeros,
   which the limit must not meet: x is filled anew before each of its samples, where that is so. */
candidate job_limit_candidate(const job *j, const limit *way, const char *name);

/* Its facts as "key=value", split by tabs, first a title; the line is not ended. */
void job_print(const job *j);

double job_mib(const job *j); /* of q and k */

/* How long a sample must be: inside L2 a pass takes microseconds, beyond it milliseconds; threads
   do not begin in the same microsecond. */
double job_sample_ns(const job *j);

_Noreturn void stop(const char *what, const char *why);
void must(M(status) status, const char *what);
void *memory_for(size_t count, size_t size);

#endif
