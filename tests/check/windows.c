/* Frames and windows of the rule grid, stated slowly: see reference.h. */
#include "reference.h"

#if U(HAS_WINDOW)
/* transformers, get_window_index: merged patches padded to whole windows and one more, window by
   window, the padding left out, and the windows that are all padding too. */
size_t slow_window(const sequence *s, int32_t *index, int32_t *cu, size_t *n_cu)
{
  const size_t side = FACT_WINDOW_SIZE / MERGE / FACT_PATCH_SIZE;
  size_t n = 0, frame_start = 0;
  *n_cu = 0;
  cu[(*n_cu)++] = 0;
  for (size_t image = 0; image < s->n_grids; image++) {
    const size_t h = s->grids[image].h / MERGE, w = s->grids[image].w / MERGE;
    const size_t windows_h = (h + side - h % side) / side;
    const size_t windows_w = (w + side - w % side) / side;
    for (size_t t = 0; t < s->grids[image].t; t++, frame_start += h * w) {
      for (size_t window = 0; window < windows_h * windows_w; window++) {
        for (size_t patch = 0; patch < side * side; patch++) {
          const size_t y = window / windows_w * side + patch / side;
          const size_t x = window % windows_w * side + patch % side;
          if (y < h && x < w) index[n++] = (int32_t)(frame_start + y * w + x);
        }
        if (cu[*n_cu - 1] != (int32_t)(n * UNIT)) cu[(*n_cu)++] = (int32_t)(n * UNIT);
      }
    }
  }
  return n;
}
#endif

#if U(HAS_CU_SEQLENS)
/* An image's identity tokens belong to its first frame or to its last. */
size_t slow_cu_seqlens(const sequence *s, int32_t *cu)
{
  const token_order order = FACT_IDENTITY_ORDER;
  size_t n = 0;
  cu[n++] = 0;
  for (size_t image = 0; image < s->n_grids; image++) {
    const grid *g = &s->grids[image];
    for (size_t t = 0; t < g->t; t++, n++) {
      const int first = order == ORDER_before && t == 0;
      const int last = order == ORDER_after && t == g->t - 1;
      cu[n] = cu[n - 1] + (int32_t)(g->h * g->w) + (first || last ? FACT_IDENTITY : 0);
    }
  }
  return n;
}
#endif
