/* See rotation.h. */
#include "rotation.h"

#include <stdlib.h>

#include "reference.h"

enum { MOST_GAP = 8, MARGIN = 64, MOST_HEADS = 5 };
enum { MOST_ROW = 2 * PAIRS + MOST_GAP };
enum { MOST_FLOATS = FEW_VIEWS * MOST_TOKENS * (MOST_HEADS + 1) * (HEAD_DIM + 2 * MOST_GAP) };

static const char *const source_names[SOURCES] = {
  "cos and sin", "ids and tables", "ids", "cis", "grids and tables", "grids",
};
static const char *const layout_names[LAYOUTS] = {
  "token-major", "head-major", "packed", "loose token-major", "loose head-major", "backwards",
};

/* Where token 0, head 0 of each view is, in floats from the first one held, and its strides. */
typedef struct {
  ptrdiff_t start[MOST_VIEWS], token[MOST_VIEWS], head[MOST_VIEWS];
  size_t floats;
} layout;

static layout lay_out(layout_kind kind, const rotation *c)
{
  layout l = { .floats = 0 };
  const ptrdiff_t tokens = (ptrdiff_t)(c->held_end - c->held_begin);
  ptrdiff_t row = HEAD_DIM; /* a token of PACKED */
  for (size_t i = 0; i < c->n_views; i++) row += (ptrdiff_t)c->heads[i] * HEAD_DIM;
  ptrdiff_t in_row = 0;
  for (size_t i = 0; i < c->n_views; i++) {
    const ptrdiff_t heads = (ptrdiff_t)c->heads[i];
    const int loose = kind == LOOSE_TOKEN_MAJOR || kind == LOOSE_HEAD_MAJOR;
    const ptrdiff_t small = HEAD_DIM + (loose ? (ptrdiff_t)random_below(MOST_GAP) : 0);
    const ptrdiff_t gap = loose ? (ptrdiff_t)random_below(MOST_GAP) : 0;
    const int heads_first = kind == HEAD_MAJOR || kind == LOOSE_HEAD_MAJOR;
    l.head[i] = heads_first ? tokens * small + gap : small;
    l.token[i] = kind == PACKED ? row : heads_first ? small : heads * small + gap;
    const ptrdiff_t before = tokens > 0 && heads > 0
      ? (tokens - 1) * l.token[i] + (heads - 1) * l.head[i] : 0; /* the last head */
    if (kind == PACKED) {
      l.start[i] = in_row;
      l.floats = (size_t)(tokens * row);
      in_row += heads * HEAD_DIM;
    } else {
      l.start[i] = (ptrdiff_t)l.floats;
      if (tokens > 0 && heads > 0) l.floats += (size_t)(before + HEAD_DIM);
    }
    if (kind == BACKWARDS) {
      l.start[i] += before;
      l.token[i] = -l.token[i];
      l.head[i] = -l.head[i];
    }
    l.start[i] -= (ptrdiff_t)c->held_begin * l.token[i];
  }
  return l;
}

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
  const int32_t *ids;
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

static rows make_rows(const rotation *c)
{
  rows t = { .stride = PAIRS + random_below(MOST_GAP) };
  t.cis_stride = 2 * PAIRS + random_below(MOST_GAP);
  const size_t held = c->held_end - c->held_begin;
  int32_t *ids = (int32_t *)(void *)place_row(&memory.ids, c, AXES, AXES);
  memcpy(ids + c->held_begin * AXES, c->ids + c->held_begin * AXES, held * AXES * sizeof *ids);
  t.ids = ids;
  t.cos = place_row(&memory.cos, c, t.stride, PAIRS);
  t.sin = place_row(&memory.sin, c, t.stride, PAIRS);
  t.cis = place_row(&memory.cis, c, t.cis_stride, 2 * PAIRS);
  const size_t start = c->held_begin * t.stride;
  REQUIRE_STATUS(M(cos_sin)(tables_at(FLUSH_END), ids + c->held_begin * AXES, held, t.cos + start,
      t.sin + start, t.stride), U(OK));
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

static model_status run(const runner *r, const rotation *c, const rows *t, const view *views)
{
  const float *tables = tables_at(c->row_at);
  switch (c->from) {
  case FROM_COS_SIN:
    return run_cos_sin(r, t->cos, t->sin, t->stride, c->tokens, views, c->n_views, c->begin,
        c->end, c->direction);
  case FROM_TABLES:
  case FROM_IDS:
    return run_ids(r, c->from == FROM_IDS ? NULL : tables, t->ids, c->tokens, views, c->n_views,
        c->begin, c->end, c->direction);
#if U(HAS_CIS)
  case FROM_CIS:
    return run_cis(r, t->cis, t->cis_stride, c->tokens, views, c->n_views, c->begin, c->end,
        c->direction);
#endif
#if U(HAS_GRID)
  case FROM_GRID_TABLES:
  case FROM_GRID:
    return run_grid(r, c->from == FROM_GRID ? NULL : tables, c->sequence, views, c->n_views,
        c->begin, c->end, c->direction);
#endif
  default: fail("no such source");
  }
}

int has_source(const rotation *c, source from)
{
  if (from == FROM_CIS) return U(HAS_CIS);
  return (from != FROM_GRID && from != FROM_GRID_TABLES) || c->sequence;
}

rotation rotation_of(const int32_t *ids, size_t tokens, size_t n_views)
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
  c->direction = random_below(2) ? 1 : -1;
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
  REQUIRE_STATUS(run(r, c, &t, views), U(OK));
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) region_unlock(&inputs[i]);
  close_window(&y, "output", want);
  if (!c->in_place) close_window(&x, "input, which is not to change", NULL);
  free(want);
}
