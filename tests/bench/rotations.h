/* What can rotate a job: each ISA with each source of cos and sin, and the naive loops.
   In: a job (job.h). Out: candidates (measure.h). Always: each has just been seen to leave the bits
   of scalar; of several threads each does its share of the tokens. */
#ifndef ROPEWALK_BENCH_ROTATIONS_H
#define ROPEWALK_BENCH_ROTATIONS_H

#include "job.h"
#include "naive.h"

/* Rows of (tokens, PAIRS). */
typedef struct { float *cos, *sin; } rows;

/* The `of` of a candidate: a rotation of the whole job. */
typedef struct {
  const job *job;
  runner by;
  const float *tables; /* NULL: on the fly */
  rows ready;
  const naive_way *naive;
  naive_view (*views)[MOST_VIEWS]; /* of naive: for each thread */
} rotation;

enum { MOST_ROTATIONS = 4 * MOST_RUNNERS + 2 };

typedef struct {
  candidate list[MOST_ROTATIONS];
  size_t n;
  double max_error; /* of a rotated number, against double precision with the same tables */
  /* of their own */
  rotation of[MOST_ROTATIONS];
  char names[MOST_ROTATIONS][40];
  naive_view naive_views[2][MOST_THREADS][MOST_VIEWS];
  float *tables;
  rows ready, rounded;
} rotations;

/* Scalar is timed where nothing else runs; the naive loops, where they are in place. */
void rotations_start(rotations *all, const job *j);
void rotations_end(rotations *all);

#endif
