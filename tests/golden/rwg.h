/* Reads a case in the RWG1 format (FORMAT.md).
   In: a path. Out: the case's tensors and how each is compared; its cfg lines are for the caller
   who chose what to check (families.lua). Always: whatever the bytes of the file, either every
   tensor lies inside it and has the size that its dimensions say, or `error` is one sentence. */
#ifndef ROPEWALK_TESTS_RWG_H
#define ROPEWALK_TESTS_RWG_H

#include <stddef.h>

enum { RWG_MOST_DIMS = 8 };

typedef enum { RWG_F32, RWG_F64, RWG_F16, RWG_BF16, RWG_I32, RWG_I64 } rwg_dtype;
typedef enum { RWG_UNCHECKED, RWG_BITS, RWG_ULP, RWG_ABS } rwg_check;

typedef struct {
  const char *name;
  rwg_dtype dtype;
  size_t n_dims, dims[RWG_MOST_DIMS], count; /* count: elements */
  const void *data;                          /* in C order */
  rwg_check check;
  double bar; /* of RWG_ULP and RWG_ABS */
} rwg_tensor;

typedef struct {
  rwg_tensor *tensors;
  size_t n_tensors;
  char error[160];
  char *header, *bytes;
} rwg_file;

/* 1, or 0 with file->error set. Either way rwg_close is due. */
int rwg_open(rwg_file *file, const char *path);

void rwg_close(rwg_file *file);

/* Bytes of a number. */
size_t rwg_size(rwg_dtype dtype);

/* The i-th of an array of numbers. */
double rwg_number(rwg_dtype dtype, const void *values, size_t i);

/* The tensor of a name; NULL if there is none. */
rwg_tensor *rwg_find(const rwg_file *file, const char *name);

#endif
