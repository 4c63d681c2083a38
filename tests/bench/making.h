/* How a model's position ids and its cos and sin are made, timed by several programs.
   In: a job (job.h), of which the sequence counts. Out: functions for candidates, whose `of` is a
   making. Always: what is made lies in memory of the job's and the making's own. */
#ifndef ROPEWALK_BENCH_MAKING_H
#define ROPEWALK_BENCH_MAKING_H

#include "job.h"

typedef struct {
  const job *job;
  runner by;                 /* of the tables */
  float *tables;
  M(position) *positions;    /* that the ids name, each once, all axes at a time */
  size_t n_positions;        /* of the axis that has most */
  float *cos, *sin;          /* (tokens or positions, PAIRS) */
} making;

void making_start(making *m, const job *j);
void making_end(making *m);

void make_ids(const void *of);
void make_tables(const void *of);
void make_ids_and_tables(const void *of);
void make_ids_and_rows(const void *of);    /* cos and sin of the positions, without tables */
void make_cos_sin(const void *of);         /* of each token, from ids and tables that are there */
void make_ids_and_cos_sin(const void *of); /* the same from tables that are there */

#endif
