/* The rule grid, stated slowly: see reference.h. */
#include "reference.h"

#if U(HAS_GRID)
#include <stdio.h>

static const token_order identity_order = FACT_IDENTITY_ORDER;
static const text_rule text = FACT_TEXT_RULE;

int counts_by(coordinate c)
{
  for (size_t axis = 0; axis < AXES; axis++) {
    if (axis_facts[axis].counts == c) return 1;
  }
  return 0;
}

int text_moves(size_t axis)
{
  return text == TEXT_diagonal || (text == TEXT_axis && axis == FACT_TEXT_AXIS);
}

size_t most_frames(size_t image)
{
  const size_t images = FACT_LIMIT_IMAGE, frames = FACT_LIMIT_FRAME; /* or 0 */
  const int numbered = counts_by(COORDINATE_frame) || counts_by(COORDINATE_layer);
  const size_t before = numbered ? image : 0;
  if (images > 0 && image >= images) return 0;
  if (frames == 0) return UINT32_MAX;
  return before < frames ? frames - before : 0;
}

static size_t text_tokens(const sequence *s)
{
#if U(HAS_TEXT)
  return s->text_tokens;
#else
  (void)s;
  return 0;
#endif
}

size_t slow_tokens(const sequence *s)
{
  size_t sum = text_tokens(s);
  for (size_t i = 0; i < s->n_grids; i++) {
    sum += (size_t)s->grids[i].t * s->grids[i].h * s->grids[i].w + FACT_IDENTITY;
  }
  return sum;
}

static int64_t larger(int64_t a, int64_t b)
{
  return a > b ? a : b;
}

/* Where the text begins, which the images' sides and their number push on. */
static int64_t start_of_text(const sequence *s)
{
  const text_start rule = FACT_TEXT_START;
  int64_t start = rule == START_one;
#if U(HAS_TEXT_START)
  if (s->text_start != U(TEXT_START_RULE)) return s->text_start;
#endif
  for (size_t i = 0; i < s->n_grids; i++) {
    const int64_t h = s->grids[i].h, w = s->grids[i].w;
    if (rule == START_h) start = larger(start, h);
    if (rule == START_max) start = larger(start, larger(h, w));
    if (rule == START_max_half) start = larger(start, larger(h / 2, w / 2));
  }
  return counts_by(COORDINATE_layer) ? larger(start, (int64_t)s->n_grids - 1) : start;
}

/* Where row or column `index` of `count` stands. */
static double along(size_t index, size_t count)
{
  const double i = (double)index, n = (double)count;
  if (FACT_NORMALISED) { /* every result rounded to float32 */
    const float centre = (float)((i + 0.5) / n);
    return (double)(float)(2 * (double)centre - 1);
  }
  if (FACT_CANVAS > 0) return (double)(index * FACT_CANVAS / count);
  return i + FACT_OFFSET - (FACT_CENTRED ? (double)(count - count / 2) : 0);
}

/* A patch of a sequence. */
typedef struct {
  const sequence *s;
  size_t image, frame, row, column;
} patch;

static double at(coordinate counts, const patch *p)
{
  const grid *g = &p->s->grids[p->image];
  switch (counts) {
  case COORDINATE_frame: return (double)(p->image + p->frame);
  case COORDINATE_layer:
    return p->image == p->s->n_grids - 1 ? -1 : (double)(p->image + p->frame);
  case COORDINATE_t: return (double)p->frame;
  case COORDINATE_image: return (double)(p->image * FACT_IMAGE_STRIDE);
  case COORDINATE_after_text:
    return (double)(start_of_text(p->s) + (int64_t)text_tokens(p->s) + (int64_t)p->frame);
  case COORDINATE_h: return along(p->row, g->h);
  case COORDINATE_w: return along(p->column, g->w);
  case COORDINATE_zero: return 0;
  case COORDINATE_none: break;
  }
  fail("an axis counts nothing");
}

/* A frame in natural order: rows and columns reshaped to (h/m, m, w/m, m) and permuted to
   (0, 2, 1, 3). */
static model_position *frame_ids(patch p, model_position *ids)
{
  const grid *g = &p.s->grids[p.image];
  for (size_t a = 0; a < g->h / MERGE; a++) {
    for (size_t c = 0; c < g->w / MERGE; c++) {
      for (size_t b = 0; b < MERGE; b++) {
        for (size_t d = 0; d < MERGE; d++) {
          p.row = a * MERGE + b;
          p.column = c * MERGE + d;
          for (size_t axis = 0; axis < AXES; axis++) {
            *ids++ = (model_position)at(axis_facts[axis].counts, &p);
          }
        }
      }
    }
  }
  return ids;
}

/* So many tokens at position 0. */
static model_position *zero_ids(size_t tokens, model_position *ids)
{
  for (size_t i = 0; i < tokens * AXES; i++) *ids++ = 0;
  return ids;
}

static model_position *natural_ids(const sequence *s, model_position *ids)
{
  for (size_t image = 0; image < s->n_grids; image++) {
    if (identity_order == ORDER_before) ids = zero_ids(FACT_IDENTITY, ids);
    for (size_t t = 0; t < s->grids[image].t; t++) {
      ids = frame_ids((patch){ s, image, t, 0, 0 }, ids);
    }
    if (identity_order == ORDER_after) ids = zero_ids(FACT_IDENTITY, ids);
  }
  return ids;
}

static model_position *image_ids(const sequence *s, model_position *ids)
{
#if U(HAS_WINDOW)
  if (s->order == U(WINDOWED)) { /* natural ids, merged patch by merged patch */
    const size_t tokens = slow_tokens(s) - text_tokens(s), unit_ids = UNIT * AXES;
    const region natural = region_make(tokens * AXES), index = region_make(tokens / UNIT);
    const region cu = region_make(tokens + 1);
    size_t n_cu;
    natural_ids(s, natural.first);
    const size_t n = slow_window(s, index.first, cu.first, &n_cu);
    for (size_t i = 0; i < n; i++, ids += unit_ids) {
      const size_t from = (size_t)((const int32_t *)index.first)[i];
      memcpy(ids, (const model_position *)natural.first + from * unit_ids, unit_ids * sizeof *ids);
    }
    region_free(&natural);
    region_free(&index);
    region_free(&cu);
    return ids;
  }
#endif
  return natural_ids(s, ids);
}

static model_position *text_ids(const sequence *s, model_position *ids)
{
  const int64_t start = start_of_text(s);
  for (size_t k = 0; k < text_tokens(s); k++) {
    for (size_t axis = 0; axis < AXES; axis++) {
      *ids++ = text_moves(axis) ? (model_position)(start + (int64_t)k) : 0;
    }
  }
  return ids;
}

void slow_ids(const sequence *s, model_position *ids)
{
  const token_order order = FACT_TEXT_ORDER;
  if (order == ORDER_before) {
    image_ids(s, text_ids(s, ids));
  } else {
    text_ids(s, image_ids(s, ids));
  }
}

void describe_sequence(const sequence *s)
{
  enum { SHOWN = 4 };
  char said[160] = "";
  size_t n = (size_t)snprintf(said, sizeof said, " (%zu)", s->n_grids);
  for (size_t i = 0; s->grids && i < s->n_grids && i < SHOWN; i++) {
    n += (size_t)snprintf(said + n, sizeof said - n, " %ux%ux%u", (unsigned)s->grids[i].t,
        (unsigned)s->grids[i].h, (unsigned)s->grids[i].w);
  }
#if U(HAS_WINDOW)
  n += (size_t)snprintf(said + n, sizeof said - n, ", %s",
      s->order == U(WINDOWED) ? "windowed" : "natural");
#endif
#if U(HAS_TEXT)
  n += (size_t)snprintf(said + n, sizeof said - n, ", text %zu", s->text_tokens);
#endif
#if U(HAS_TEXT_START)
  n += (size_t)snprintf(said + n, sizeof said - n, " from %d", (int)s->text_start);
#endif
  describe("grids%s", said);
}
#endif
