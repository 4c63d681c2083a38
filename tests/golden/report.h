/* Compares what was computed with a case's tensors and tells the driver (run.lua).
   In: a tensor with its check, or two computed arrays that must agree. Out: lines on standard
   output, each a word and its rest:
     runner NAME                  what every step runs on
     lacking NAME                 what it would run on if the machine had it
     compared TENSOR RATIO TEXT   how far off it is, RATIO of its bar; above 1 it fails
     wrong TEXT                   something else fails
     stopped TEXT                 the case cannot be run; the last line
     digest HEX                   of all bits that must be the same on every machine; the last line
   Always: NaN is one class. */
#ifndef ROPEWALK_TESTS_REPORT_H
#define ROPEWALK_TESTS_REPORT_H

#include <stddef.h>

#include "rwg.h"

/* Ends the process. */
__attribute__((format(printf, 1, 2))) _Noreturn void stop(const char *format, ...);

/* Zeroed memory for count elements; stops when there is none. */
void *room(size_t count, size_t size);

/* Compares `computed`, of the tensor's type and shape, by the tensor's check: bits; steps of its
   type, where +0 equals -0; or absolute difference. Without a check an f64 tensor is a yardstick,
   held to 1e-6 of its largest value, and any other is compared by bits. */
void compare(const rwg_tensor *tensor, const char *by, const void *computed);

/* Requires the same bits of two arrays of a type. */
void agree(const char *what, const char *by, rwg_dtype dtype, const void *first,
    const void *second, size_t n);

/* Takes an array into the digest. */
void digest(rwg_dtype dtype, const void *values, size_t n);

__attribute__((format(printf, 1, 2))) void wrong(const char *format, ...);

void report_end(void);

#endif
