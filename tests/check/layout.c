/* Cases of a rotation, and how the heads of their views lie in memory: see rotation.h. */
#include "rotation.h"

static const char *const source_names[SOURCES] = {
  "cos and sin", "ids and tables", "ids", "cis", "sequence and tables", "sequence",
};
static const char *const layout_names[LAYOUTS] = {
  "token-major", "head-major", "packed", "loose token-major", "loose head-major", "backwards",
};

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

void describe_rotation(const rotation *c)
{
  describe("%s, tokens %zu to %zu of %zu, heads %zu %zu %zu in %zu views, %s%s%s, direction %d%s, "
      "at %d %d %d", source_names[c->from], c->begin, c->end, c->tokens, c->heads[0], c->heads[1],
      c->heads[2], c->n_views, layout_names[c->in_layout], c->in_place ? " in place" : " to ",
      c->in_place ? "" : layout_names[c->out_layout], c->direction,
      c->specials ? ", specials" : "", c->in_at, c->out_at, c->row_at);
}

layout lay_out(layout_kind kind, const rotation *c)
{
  layout l = { .elements = 0 };
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
      l.elements = (size_t)(tokens * row);
      in_row += heads * HEAD_DIM;
    } else {
      l.start[i] = (ptrdiff_t)l.elements;
      if (tokens > 0 && heads > 0) l.elements += (size_t)(before + HEAD_DIM);
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
