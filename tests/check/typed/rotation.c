/* See rotation.h. */
#include "check/rotation.h"

#include <stdlib.h>

#include "check/reference.h"
#include "check/values.h"

enum { MARGIN = 64, MOST_HEADS = 5 };
enum { MOST_ROW = 2 * PAIRS + MOST_GAP };
enum { MOST_ELEMENTS = FEW_VIEWS * MOST_TOKENS * (MOST_HEADS + 1) * (HEAD_DIM + 2 * MOST_GAP) };

/* A part of a region with random elements around it, and what it held before. */
typedef struct {
  element *around, *part;
  element *before; /* of around */
  size_t n_around;
} window;

static window open_window(const region *r, size_t elements, int at, int specials)
{
  window w = { .around = r->first };
  element *first = r->first, *end = region_last(r, 0);
  w.part = at == FLUSH_END ? end - elements : first + at;
  if (w.part - first > MARGIN) w.around = w.part - MARGIN;
  const size_t after = (size_t)(end - w.part) - elements;
  w.n_around = (size_t)(w.part - w.around) + elements + (after < MARGIN ? after : MARGIN);
  T(random_values)(w.around, w.n_around);
  if (specials) T(random_specials)(w.part, elements);
  w.before = malloc(w.n_around * sizeof *w.before);
  if (!w.before) fail("no memory");
  memcpy(w.before, w.around, w.n_around * sizeof *w.before);
  return w;
}

static void close_window(window *w, const char *what, const element *want)
{
  T(require_same)(what, w->around, want ? want : w->before, w->n_around);
  free(w->before);
}

/* The memory of a case: made once a process. */
static struct {
  region in, out, ids, cos, sin, cis;
} memory;

static void make_memory(void)
{
  if (memory.in.first) return;
  memory.in = region_make(MOST_ELEMENTS);
  memory.out = region_make(MOST_ELEMENTS);
  memory.ids = region_make(MOST_TOKENS * AXES + MARGIN);
  memory.cos = region_make(MOST_TOKENS * MOST_ROW + MARGIN);
  memory.sin = region_make(MOST_TOKENS * MOST_ROW + MARGIN);
  memory.cis = region_make(MOST_TOKENS * MOST_ROW + MARGIN);
}

/* What turns the tokens: rows of the held ones, in the regions, addressed from token 0. */
typedef struct {
  const model_position *ids;
  float *cos, *sin, *cis;
  size_t stride, cis_stride;
} rows;

static float *place_row(const region *r, const rotation *c, size_t stride, size_t columns)
{
  const size_t held = c->held_end - c->held_begin;
  const size_t floats = held > 0 ? (held - 1) * stride + columns : 0;
  float *first = r->first;
  float *at = c->row_at == FLUSH_END ? region_last(r, floats) : first + c->row_at;
  return at - c->held_begin * stride;
}

/* The rows of all held tokens by the case's ids; without ids, ready ones. */
static void fill_rows(const rotation *c, rows *t)
{
  const size_t held = c->held_end - c->held_begin;
#if U(HAS_IDS)
  model_position *ids = (model_position *)(void *)place_row(&memory.ids, c, AXES, AXES);
  const size_t start = c->held_begin * t->stride;
  memcpy(ids + c->held_begin * AXES, c->ids + c->held_begin * AXES, held * AXES * sizeof *ids);
  t->ids = ids;
  REQUIRE_STATUS(M(cos_sin)(tables_at(FLUSH_END), ids + c->held_begin * AXES, held, t->cos + start,
      t->sin + start, t->stride), U(OK));
#else
  for (size_t token = c->held_begin; token < c->held_begin + held; token++) {
    random_turns(t->cos + token * t->stride, t->sin + token * t->stride, 1);
  }
#endif
}

/* Specials of floats and those of elements. */
static void special_turns(float *x, size_t n)
{
  element narrowed[PAIRS];
  M(random_specials_f32)(x, n);
  for (size_t i = 0; i < n; i++) narrowed[i] = narrow((double)x[i]);
  T(random_specials)(narrowed, n);
  for (size_t i = 0; i < n; i++) if (random_below(2)) x[i] = wide(narrowed[i]);
}

static rows make_rows(const rotation *c)
{
  rows t = { .stride = PAIRS + random_below(MOST_GAP) };
  t.cis_stride = 2 * PAIRS + random_below(MOST_GAP);
  t.cos = place_row(&memory.cos, c, t.stride, PAIRS);
  t.sin = place_row(&memory.sin, c, t.stride, PAIRS);
  t.cis = place_row(&memory.cis, c, t.cis_stride, 2 * PAIRS);
  fill_rows(c, &t);
  for (size_t token = c->held_begin; token < c->held_end; token++) {
    float *cos = t.cos + token * t.stride, *sin = t.sin + token * t.stride;
    if (c->specials && (c->from == FROM_COS_SIN || c->from == FROM_CIS)) {
      special_turns(cos, PAIRS);
      special_turns(sin, PAIRS);
    }
    for (size_t pair = 0; pair < PAIRS; pair++) {
      t.cis[token * t.cis_stride + 2 * pair] = cos[pair];
      t.cis[token * t.cis_stride + 2 * pair + 1] = sin[pair];
    }
  }
  return t;
}

static model_status call_entry(const runner *r, const rotation *c, const rows *t, const view *views)
{
  switch (c->from) {
  case FROM_COS_SIN:
    return run_cos_sin(r, t->cos, t->sin, t->stride, c->tokens, views, c->n_views, c->begin,
        c->end, c->direction);
#if U(HAS_IDS)
  case FROM_TABLES:
  case FROM_IDS:
    return run_ids(r, c->from == FROM_IDS ? NULL : tables_at(c->row_at), t->ids, c->tokens, views,
        c->n_views, c->begin, c->end, c->direction);
#endif
#if U(HAS_CIS)
  case FROM_CIS:
    return run_cis(r, t->cis, t->cis_stride, c->tokens, views, c->n_views, c->begin, c->end,
        c->direction);
#endif
#if U(HAS_SEQUENCE)
  case FROM_SEQUENCE_TABLES:
  case FROM_SEQUENCE:
    return run_sequence(r, c->from == FROM_SEQUENCE ? NULL : tables_at(c->row_at), c->sequence,
        views, c->n_views, c->begin, c->end, c->direction);
#endif
  default: fail("no such source");
  }
}

/* Threads of a device cannot exchange channels of a head in place. */
static model_status due_status(const runner *r, const rotation *c)
{
  size_t heads = 0;
  for (size_t i = 0; i < c->n_views; i++) heads += c->heads[i];
  const int in_place = c->in_place && heads > 0 && c->begin < c->end;
  return U(HAS_PERMUTES) && r->cuda && in_place ? U(EOVERLAP) : U(OK);
}

/* What the slow rotation leaves of the output's memory. */
static element *slow_memory(const rotation *c, const rows *t, const window *x, const layout *in,
    const window *y, const layout *out)
{
  element *want = malloc(y->n_around * sizeof *want);
  if (!want) fail("no memory");
  memcpy(want, y->before, y->n_around * sizeof *want);
  for (size_t i = 0; i < c->n_views; i++) {
    const element *from = x->before + (x->part - x->around) + in->start[i];
    element *to = want + (y->part - y->around) + out->start[i];
    for (size_t token = c->begin; token < c->end; token++) {
      for (size_t head = 0; head < c->heads[i]; head++) {
        const ptrdiff_t a = (ptrdiff_t)token, b = (ptrdiff_t)head;
        T(slow_rotate)(t->cos + token * t->stride, t->sin + token * t->stride, c->direction,
            from + a * in->token[i] + b * in->head[i], to + a * out->token[i] + b * out->head[i]);
      }
    }
  }
  return want;
}

void T(check_rotation)(const runner *r, const rotation *c)
{
  describe_rotation(c);
  make_memory();
  const layout in = lay_out(c->in_layout, c);
  const layout out = c->in_place ? in : lay_out(c->out_layout, c);
  const rows t = make_rows(c);
  window x = open_window(&memory.in, in.elements, c->in_at, c->specials);
  window y = c->in_place ? x : open_window(&memory.out, out.elements, c->out_at, 0);
  view views[MOST_VIEWS];
  for (size_t i = 0; i < c->n_views; i++) {
    views[i] = (view){ x.part + in.start[i], y.part + out.start[i], c->heads[i], in.token[i],
      in.head[i], out.token[i], out.head[i] };
  }
  element *want = slow_memory(c, &t, &x, &in, &y, &out);
  const region inputs[] = { memory.ids, memory.cos, memory.sin, memory.cis };
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) region_lock(&inputs[i]);
  const model_status due = due_status(r, c);
  REQUIRE_STATUS(call_entry(r, c, &t, views), due);
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) region_unlock(&inputs[i]);
  close_window(&y, "output", due == U(OK) ? want : NULL);
  if (!c->in_place) close_window(&x, "input, which is not to change", NULL);
  free(want);
}
