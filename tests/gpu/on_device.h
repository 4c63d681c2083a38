/* The CUDA launchers for tests whose memory is the host's: each copies what the launch reads and
   writes to a device and back (memory.h). Compiled per model and type, as tests/model.h says, which
   includes this where ON_DEVICE is defined.
   In, out: as the launcher. Always: arguments that the launcher is to refuse reach it as they are;
   a range's rows and heads are copied and nothing of other tokens. */
#ifndef ROPEWALK_TESTS_GPU_ON_DEVICE_H
#define ROPEWALK_TESTS_GPU_ON_DEVICE_H

#include <stdlib.h>

#include "gpu/memory.h"

#define ON_DEVICE_OF(name) JOIN(on_device, name)

/* A launch's views and range, and its memory on the device. */
typedef struct {
  device_memory memory;
  T(view) *views;
  size_t n_views, begin, end;
} visit;

/* The first byte of a range's heads in a tensor, as elements from token 0. */
static inline ptrdiff_t lowest_head(const visit *v, size_t heads, ptrdiff_t token, ptrdiff_t head)
{
  const size_t lowest_token = token < 0 ? v->end - 1 : v->begin;
  const size_t lowest = head < 0 ? heads - 1 : 0;
  return (ptrdiff_t)lowest_token * token + (ptrdiff_t)lowest * head;
}

/* A stride without its sign: that of a single head may be any, so PTRDIFF_MIN too. */
static inline size_t magnitude(ptrdiff_t stride)
{
  return stride < 0 ? 0 - (size_t)stride : (size_t)stride;
}

static inline void note_heads(visit *v, const element *x, size_t heads, ptrdiff_t token,
    ptrdiff_t head, int written)
{
  const size_t tokens = magnitude(token) * (v->end - v->begin - 1);
  const size_t others = magnitude(head) * (heads - 1);
  device_note(&v->memory, x + lowest_head(v, heads, token, head),
      (tokens + others + U(HEAD_DIM)) * sizeof *x, written);
}

static inline element *moved_heads(const visit *v, const element *x, size_t heads, ptrdiff_t token,
    ptrdiff_t head)
{
  const ptrdiff_t lowest = lowest_head(v, heads, token, head);
  return device_address(&v->memory, x + lowest, (size_t)lowest * sizeof *x);
}

/* Begins a visit; 0 where the launcher refuses the views or has nothing to do. */
static inline int visit_begins(visit *v, const T(view) *views, size_t n_views, size_t begin,
    size_t end, size_t tokens, int direction)
{
  *v = (visit){ .n_views = n_views, .begin = begin, .end = end };
  if (begin == end || n_views == 0) return 0;
  if (T(check)(views, n_views, begin, end, tokens, direction) != U(OK)) return 0;
  v->views = malloc(n_views * sizeof *views);
  if (!v->views) exit(1);
  for (size_t i = 0; i < n_views; i++) {
    const T(view) *x = &views[i];
    v->views[i] = *x;
    if (x->heads == 0) continue;
    note_heads(v, x->in, x->heads, x->in_token, x->in_head, 0);
    note_heads(v, x->out, x->heads, x->out_token, x->out_head, 1);
  }
  return 1;
}

/* Rows of `columns` of the range's tokens. A stride beyond memory is for the launcher to refuse. */
static inline void note_rows(visit *v, const float *rows, size_t stride, size_t columns)
{
  if (!rows || stride > PTRDIFF_MAX / sizeof *rows / v->end) return;
  device_note(&v->memory, rows + v->begin * stride,
      ((v->end - v->begin - 1) * stride + columns) * sizeof *rows, 0);
}

static inline const float *moved_rows(const visit *v, const float *rows, size_t stride)
{
  if (!rows || stride > PTRDIFF_MAX / sizeof *rows / v->end) return rows;
  return device_address(&v->memory, rows + v->begin * stride, v->begin * stride * sizeof *rows);
}

static inline void note_tables(visit *v, const float *tables)
{
#if U(HAS_TABLES)
  device_note(&v->memory, tables, U(TABLE_FLOATS) * sizeof *tables, 0);
#else
  (void)v, (void)tables;
#endif
}

static inline const float *moved_tables(const visit *v, const float *tables)
{
  return U(HAS_TABLES) ? device_address(&v->memory, tables, 0) : tables;
}

/* All spans are noted: copies them, and turns the views to the copies. */
static inline void visit_arrives(visit *v)
{
  device_send(&v->memory);
  for (size_t i = 0; i < v->n_views; i++) {
    T(view) *x = &v->views[i];
    if (x->heads == 0) continue;
    x->in = moved_heads(v, x->in, x->heads, x->in_token, x->in_head);
    x->out = moved_heads(v, x->out, x->heads, x->out_token, x->out_head);
  }
}

static inline M(status) visit_ends(visit *v, M(status) status)
{
  device_fetch(&v->memory);
  free(v->views);
  return status;
}

#if U(HAS_TABLES)
static inline M(status) ON_DEVICE_OF(tables)(float *tables, size_t floats, void *stream)
{
  device_memory m = { NULL, 0 };
  if (floats != U(TABLE_FLOATS)) return M(tables__cuda)(tables, floats, stream);
  device_note(&m, tables, floats * sizeof *tables, 1);
  device_send(&m);
  const M(status) status = M(tables__cuda)(device_address(&m, tables, 0), floats, stream);
  device_fetch(&m);
  return status;
}
#endif

#if U(HAS_IDS)
static inline M(status) ON_DEVICE_OF(rotate_ids)(const float *tables, const M(position) *ids,
    size_t tokens, const T(view) *views, size_t n_views, size_t begin, size_t end, int direction,
    void *stream)
{
  visit v;
  const size_t first = begin * U(AXES);
  if (!visit_begins(&v, views, n_views, begin, end, tokens, direction)) {
    return T_CUDA(rotate_ids)(tables, ids, tokens, views, n_views, begin, end, direction, stream);
  }
  note_tables(&v, tables);
  if (ids) device_note(&v.memory, ids + first, (end - begin) * U(AXES) * sizeof *ids, 0);
  visit_arrives(&v);
  return visit_ends(&v, T_CUDA(rotate_ids)(moved_tables(&v, tables),
      ids ? device_address(&v.memory, ids + first, first * sizeof *ids) : NULL, tokens, v.views,
      n_views, begin, end, direction, stream));
}
#endif

static inline M(status) ON_DEVICE_OF(rotate_cos_sin)(const float *cos, const float *sin,
    size_t stride, size_t tokens, const T(view) *views, size_t n_views, size_t begin, size_t end,
    int direction, void *stream)
{
  visit v;
  if (!visit_begins(&v, views, n_views, begin, end, tokens, direction)) {
    return T_CUDA(rotate_cos_sin)(cos, sin, stride, tokens, views, n_views, begin, end, direction,
        stream);
  }
  note_rows(&v, cos, stride, U(PAIRS));
  note_rows(&v, sin, stride, U(PAIRS));
  visit_arrives(&v);
  return visit_ends(&v, T_CUDA(rotate_cos_sin)(moved_rows(&v, cos, stride),
      moved_rows(&v, sin, stride), stride, tokens, v.views, n_views, begin, end, direction,
      stream));
}

#if U(HAS_CIS)
static inline M(status) ON_DEVICE_OF(rotate_cis)(const float *cis, size_t stride, size_t tokens,
    const T(view) *views, size_t n_views, size_t begin, size_t end, int direction, void *stream)
{
  visit v;
  if (!visit_begins(&v, views, n_views, begin, end, tokens, direction)) {
    return T_CUDA(rotate_cis)(cis, stride, tokens, views, n_views, begin, end, direction, stream);
  }
  note_rows(&v, cis, stride, 2 * U(PAIRS));
  visit_arrives(&v);
  return visit_ends(&v, T_CUDA(rotate_cis)(moved_rows(&v, cis, stride), stride, tokens, v.views,
      n_views, begin, end, direction, stream));
}
#endif

#if U(HAS_SEQUENCE)
static inline M(status) ON_DEVICE_OF(ROTATE_SEQUENCE)(const float *tables,
    const M(sequence) *sequence, const T(view) *views, size_t n_views, size_t begin, size_t end,
    int direction, void *stream)
{
  visit v;
  size_t tokens;
  if (M(tokens)(sequence, &tokens) != U(OK)
    || !visit_begins(&v, views, n_views, begin, end, tokens, direction)) {
    return T_CUDA(ROTATE_SEQUENCE)(tables, sequence, views, n_views, begin, end, direction, stream);
  }
  note_tables(&v, tables);
  visit_arrives(&v);
  return visit_ends(&v, T_CUDA(ROTATE_SEQUENCE)(moved_tables(&v, tables), sequence, v.views,
      n_views, begin, end, direction, stream));
}
#endif
#endif
