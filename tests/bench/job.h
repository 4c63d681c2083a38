/* A job: the tokens of one grid with their text, and q and k for them.
   In: the options of a command line. Out: a sequence, its ids, and q and k with their views.
   Always: the same data for the same options, on every machine. */
#ifndef ROPEWALK_BENCH_JOB_H
#define ROPEWALK_BENCH_JOB_H

#include <getopt.h>

#include "limit.h"
#include "model.h"

typedef enum { N_H_D, B_H_N_D, N_3_H_D } layout;

enum { MOST_VIEWS = 64 };

typedef struct {
  M(grid) grid;
  M(sequence) sequence;
  layout layout;
  size_t heads, batch;
  size_t tokens;           /* of one item of the batch */
  int32_t *ids;            /* (tokens, AXES) */
  float *x;                /* q and k of every item; v too where it stands beside them */
  size_t floats;
  M(view_f32) views[MOST_VIEWS];
  size_t n_views;
  runs memory[MOST_VIEWS]; /* where q and k are, without v */
  size_t n_memory;
} job;

/* Prepares a job:
     --grid TxHxW  --text N  --windowed   its tokens
     --heads N  --batch N                 of q, and of k; items
     --layout NAME    n_h_d: tokens, heads, channels; b_h_n_d: heads before tokens; n_3_h_d: q, k
                      and v side by side in each token
   `own`, ended by zeros, are options of the program; take() gets them. */
void job_start(job *j, int argc, char **argv, const struct option *own,
    void (*take)(int option, const char *value));
void job_end(job *j);

/* Sets x to its first state. */
void job_refill(job *j);

const char *job_layout(const job *j);

double job_mib(const job *j); /* of q and k */

/* How long a sample must be: inside L2 a pass takes microseconds, beyond it milliseconds. */
double job_sample_ns(const job *j);

_Noreturn void stop(const char *what, const char *why);
void must(M(status) status, const char *what);
void *memory_for(size_t count, size_t size);

#endif
