/* What the benchmark in Python asks of a model: a job of q and k, and what turns it in C, with the
   limit, timed where they run, so that a call from Python costs none of them.
   In: the options of a job (job.h) of one item in place, tokens before heads. Out: nanoseconds.
   Always: one job at a time; who turns it has just been seen to leave the bits of scalar.
   See model.h for DTYPE. */
#ifndef ROPEWALK_PEERS_TIMED_H
#define ROPEWALK_PEERS_TIMED_H

#include "bench/rotations.h"

/* The job's memory: q, then k, of (tokens, heads, head_dim) each, which is turned in place or into
   `result`; cos and sin of (tokens, pairs); how many there are. */
typedef struct {
  element *x, *result;
  float *cos, *sin;
  size_t elements, tokens, q_heads, k_heads, head_dim, pairs;
} peers_job;

/* Prepares a job and its candidates: the limit, then rotations in place (rotations.h), the naive
   loop by gcc among them, then out of place. argv is a program's, with --threads the first time
   at most. The job is good until the next one. */
const peers_job *peers_open(int argc, char **argv);

/* Adds the naive loops that another compiler made of the same source. */
void peers_add_naive(const char *compiler, const naive_way *ways);

/* Adds, once, for the job that is there: a fill of the bytes of all tokens' cos and sin; ids;
   ids with cos and sin of each token, from tables; ids with cos and sin of the positions that they
   name, once each; by each ISA, ids with the tables of all positions. Returns how many positions an
   axis has in the ids, at most. */
size_t peers_add_building(void);

void peers_add(const char *name, const char *more, void (*work)(const void *), const void *of,
    int in_place);
const job *peers_current(void);
size_t peers_count(void);
const char *peers_name(size_t index);
int peers_in_place(size_t index);

/* Picks the limit, which is candidate 0; returns how it is done. */
const char *peers_pick_limit(double seconds);

/* Sets q and k to their first state. */
void peers_fill(void);

/* Nanoseconds of so many calls, as crew_time says. */
double peers_time(size_t index, size_t calls);

#endif
