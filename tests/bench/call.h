/* What a call costs beyond its arithmetic.
   In: a job of one token; one thread. Out: a table of records (bench.c) per ISA: a call, what a
   head adds to it, and its steps. Always: all of it is timed in the same rounds, without what it
   costs to time nothing. */
#ifndef ROPEWALK_BENCH_CALL_H
#define ROPEWALK_BENCH_CALL_H

#include "job.h"

void call_bench(const job *j, const float *tables, double seconds);

#endif
