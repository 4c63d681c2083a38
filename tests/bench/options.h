/* The options of a job (job.h lists them).
   In: a command line and a job with what holds unless an option says otherwise. Out: the job's
   sequence, heads, batch, layout, place and time; a crew, if one is asked for. Always: what the
   model does not have is refused. */
#ifndef ROPEWALK_BENCH_OPTIONS_H
#define ROPEWALK_BENCH_OPTIONS_H

#include "job.h"

extern const char *const layout_names[];

void job_options(job *j, int argc, char **argv, const struct option *own,
    void (*take)(int option, const char *value));

#endif
