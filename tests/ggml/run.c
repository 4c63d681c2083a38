/* Runs the README's operator for ggml as three threads would, one after the other.
   In: the sketch, which is compiled with this. Out: TAP on standard output.
   Always: its bits are those of one call. */
#undef NDEBUG
#include "ggml.h"
#include "qwen2_5_vl_vision.h"

#include <stdio.h>
#include <string.h>

enum { HEADS = 3, TOKENS = 8, TASKS = 3, HEAD = QWEN2_5_VL_VISION_HEAD_DIM };

struct ggml_tensor *rope(struct ggml_context *ctx, struct ggml_tensor *qkv, struct ggml_tensor *ids,
    float *tables);

static float qkv[TOKENS][3][HEADS][HEAD], want[TOKENS][3][HEADS][HEAD];
static int32_t ids[TOKENS][QWEN2_5_VL_VISION_AXES];
static float tables[QWEN2_5_VL_VISION_TABLE_FLOATS];

/* ggml's, but that it runs at once; the result is a view of a. */
struct ggml_tensor *ggml_custom_inplace(struct ggml_context *ctx, struct ggml_tensor *a,
    struct ggml_tensor **args, int n_args, ggml_custom_op_t fun, int n_tasks, void *userdata)
{
  static struct ggml_tensor view;
  (void)ctx;
  assert(n_tasks == GGML_N_TASKS_MAX);
  view = *a;
  view.src[0] = a;
  for (int i = 0; i < n_args; i++) view.src[i + 1] = args[i];
  for (int ith = 0; ith < TASKS; ith++) fun(&view, ith, TASKS, userdata);
  return &view;
}

int main(void)
{
  const qwen2_5_vl_vision_grid image = { 1, 2, TOKENS / 2 };
  const qwen2_5_vl_vision_sequence sequence = { &image, 1, QWEN2_5_VL_VISION_NATURAL };
  const ptrdiff_t token = 3 * HEADS * HEAD;
  float *q = want[0][0][0], *k = want[0][1][0];
  const qwen2_5_vl_vision_view_f32 views[] = { { q, q, HEADS, token, HEAD, token, HEAD },
                                               { k, k, HEADS, token, HEAD, token, HEAD } };
  struct ggml_tensor t = {
    { HEAD, HEADS, 3, TOKENS },
    { sizeof(float), sizeof qkv[0][0][0], sizeof qkv[0][0], sizeof qkv[0] }, { NULL }, qkv,
  };
  struct ggml_tensor positions = {
    { QWEN2_5_VL_VISION_AXES, TOKENS, 1, 1 },
    { sizeof(int32_t), sizeof ids[0], sizeof ids, sizeof ids }, { NULL }, ids,
  };
  float *x = qkv[0][0][0];
  for (size_t i = 0; i < sizeof qkv / sizeof *x; i++) x[i] = (float)(i % 101) - 50;
  memcpy(want, qkv, sizeof qkv);
  assert(!qwen2_5_vl_vision_tables(tables, sizeof tables / sizeof *tables, QWEN2_5_VL_VISION_AUTO));
  assert(!qwen2_5_vl_vision_ids(&sequence, ids[0], TOKENS));
  assert(!qwen2_5_vl_vision_rotate_grid_f32(tables, &sequence, views, 2, 0, TOKENS, 1,
      QWEN2_5_VL_VISION_AUTO));
  const int turned = memcmp(want, qkv, sizeof qkv) != 0;
  rope(NULL, &t, &positions, tables);
  const int good = turned && memcmp(want, qkv, sizeof qkv) == 0;
  printf("%sok 1 - the README's operator for ggml turns as one call does\n", good ? "" : "not ");
  printf("1..1\n");
  return !good;
}
