/* See rotation.h. */
#include "rotation.h"

#include <stdlib.h>

#include "reference.h"

enum { MARGIN = 64, MOST_HEADS = 5 };
enum { MOST_ROW = 2 * PAIRS + MOST_GAP };
enum { MOST_FLOATS = FEW_VIEWS * MOST_TOKENS * (MOST_HEADS + 1) * (HEAD_DIM + 2 * MOST_GAP) };

static const char *const source_names[SOURCES] = {
  "cos and sin", "ids and tables", "ids", "cis", "sequence and tables", "sequence",
};
static const char *const layout_names[LAYOUTS] = {
  "token-major", "head-major", "packed", "loose token-major", "loose head-major", "backwards",
};

/* A part of a region with random floats around it, and what it held before. */
typedef struct {
  float *around, *floats;
  float *before; /* of around */
  size_t n_around;
} window;

static window open_window(const region *r, size_t floats, int at_float, int specials)
{
  window w = { .around = r->first };
  float *first = r->first, *last = region_last(r, 0);
  w.floats = at_float == FLUSH_END ? region_last(r, floats) : first + at_float;
  if (w.floats - first > MARGIN) w.around = w.floats - MARGIN;
  const size_t after = (size_t)(last - w.floats) - floats;
  w.n_around = (size_t)(w.floats - w.around) + floats + (after < MARGIN ? after : MARGIN);
  random_floats(w.around, w.n_around);
  if (specials) random_specials(w.floats, floats);
  w.before = malloc(w.n_around * sizeof(float));
  if (!w.before) fail("no memory");
  memcpy(w.before, w.around, w.n_around * sizeof(float));
  return w;
}

static void close_window(window *w, const char *what, const float *want)
{
  require_same(what, w->around, want ? want : w->before, w->n_around);
  free(w->before);
}

/* The memory of a case: made once a process. */
static struct {
  region in, out, ids, cos, sin, cis;
} memory;

static void make_memory(void)
{
  if (memory.in.first) return;
  memory.in = region_make(MOST_FLOATS);
  memory.out = region_make(MOST_FLOATS);
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
      random_specials(cos, PAIRS);
      random_specials(sin, PAIRS);
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

int has_source(const rotation *c, source from)
{
  switch (from) {
  case FROM_CIS: return U(HAS_CIS);
  case FROM_TABLES:
  case FROM_IDS: return U(HAS_IDS);
  case FROM_SEQUENCE_TABLES:
  case FROM_SEQUENCE: return c->sequence != NULL;
  default: return 1;
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

rotation rotation_of(const model_position *ids, size_t tokens, size_t n_views)
{
  rotation c = {
    .ids = ids, .tokens = tokens, .end = tokens, .held_end = tokens, .n_views = n_views,
    .direction = 1, .in_at = FLUSH_END, .out_at = FLUSH_END, .row_at = FLUSH_END,
  };
  for (size_t i = 0; i < n_views; i++) c.heads[i] = 1;
  return c;
}

void randomize(rotation *c)
{
  random_heads(c->heads, c->n_views);
  c->direction = U(HAS_PERMUTES) || random_below(2) ? 1 : -1;
  c->in_place = (int)random_below(2);
  c->in_layout = (layout_kind)random_below(LAYOUTS);
  c->out_layout = (layout_kind)random_below(LAYOUTS);
}

static void describe_rotation(const rotation *c)
{
  describe("%s, tokens %zu to %zu of %zu, heads %zu %zu %zu in %zu views, %s%s%s, direction %d%s, "
      "at %d %d %d", source_names[c->from], c->begin, c->end, c->tokens, c->heads[0], c->heads[1],
      c->heads[2], c->n_views, layout_names[c->in_layout], c->in_place ? " in place" : " to ",
      c->in_place ? "" : layout_names[c->out_layout], c->direction,
      c->specials ? ", specials" : "", c->in_at, c->out_at, c->row_at);
}

/* What the slow rotation leaves of the output's memory. */
static float *slow_memory(const rotation *c, const rows *t, const window *x, const layout *in,
    const window *y, const layout *out)
{
  float *want = malloc(y->n_around * sizeof *want);
  if (!want) fail("no memory");
  memcpy(want, y->before, y->n_around * sizeof *want);
  for (size_t i = 0; i < c->n_views; i++) {
    const float *from = x->before + (x->floats - x->around) + in->start[i];
    float *to = want + (y->floats - y->around) + out->start[i];
    for (size_t token = c->begin; token < c->end; token++) {
      for (size_t head = 0; head < c->heads[i]; head++) {
        const ptrdiff_t a = (ptrdiff_t)token, b = (ptrdiff_t)head;
        slow_rotate(t->cos + token * t->stride, t->sin + token * t->stride, c->direction,
            from + a * in->token[i] + b * in->head[i], to + a * out->token[i] + b * out->head[i]);
      }
    }
  }
  return want;
}

void check_rotation(const runner *r, const rotation *c)
{
  describe_rotation(c);
  make_memory();
  const layout in = lay_out(c->in_layout, c);
  const layout out = c->in_place ? in : lay_out(c->out_layout, c);
  const rows t = make_rows(c);
  window x = open_window(&memory.in, in.floats, c->in_at, c->specials);
  window y = c->in_place ? x : open_window(&memory.out, out.floats, c->out_at, 0);
  view views[MOST_VIEWS];
  for (size_t i = 0; i < c->n_views; i++) {
    views[i] = (view){ x.floats + in.start[i], y.floats + out.start[i], c->heads[i], in.token[i],
      in.head[i], out.token[i], out.head[i] };
  }
  float *want = slow_memory(c, &t, &x, &in, &y, &out);
  const region inputs[] = { memory.ids, memory.cos, memory.sin, memory.cis };
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) region_lock(&inputs[i]);
  const model_status due = due_status(r, c);
  REQUIRE_STATUS(call_entry(r, c, &t, views), due);
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) region_unlock(&inputs[i]);
  close_window(&y, "output", due == U(OK) ? want : NULL);
  if (!c->in_place) close_window(&x, "input, which is not to change", NULL);
  free(want);
}
