/* What the README's sketch of a custom operator needs of ggml.h, with ggml's names and types.
   In: nothing. Out: declarations. Always: nothing of ggml itself. */
#ifndef GGML_H
#define GGML_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#define GGML_ASSERT(x) assert(x)
#define GGML_N_TASKS_MAX (-1)

struct ggml_context;
struct ggml_tensor {
  int64_t ne[4]; /* elements, innermost first */
  size_t nb[4];  /* strides in bytes */
  struct ggml_tensor *src[10];
  void *data;
};

typedef void (*ggml_custom_op_t)(struct ggml_tensor *dst, int ith, int nth, void *userdata);

struct ggml_tensor *ggml_custom_inplace(struct ggml_context *ctx, struct ggml_tensor *a,
    struct ggml_tensor **args, int n_args, ggml_custom_op_t fun, int n_tasks, void *userdata);

#endif
