/* The positions of a grid rule, stated slowly: see reference.h. */
#include "reference.h"

#if U(HAS_GRID)
#include "facts.h"

typedef enum { START_none, START_h, START_max, START_max_half } text_start;
typedef enum { ORDER_none, ORDER_before, ORDER_after } text_order;

enum { MERGE = FACT_MERGE, UNIT = MERGE * MERGE };

static size_t text_tokens(const sequence *s)
{
#if U(HAS_TEXT)
  return s->text_tokens;
#else
  (void)s;
  return 0;
#endif
}

static size_t image_tokens(const sequence *s)
{
  size_t sum = 0;
  for (size_t i = 0; i < s->n_grids; i++) {
    sum += (size_t)s->grids[i].t * s->grids[i].h * s->grids[i].w;
  }
  return sum;
}

size_t slow_tokens(const sequence *s)
{
  return image_tokens(s) + text_tokens(s);
}

static int32_t at(coordinate counts, size_t frame, size_t row, size_t column, const grid *g)
{
  const int32_t rows = (int32_t)g->h, columns = (int32_t)g->w;
  switch (counts) {
  case COORDINATE_frame: return (int32_t)frame;
  case COORDINATE_h: return (int32_t)row - (FACT_CENTRED ? rows - rows / 2 : 0);
  case COORDINATE_w: return (int32_t)column - (FACT_CENTRED ? columns - columns / 2 : 0);
  case COORDINATE_none: break;
  }
  fail("an axis counts nothing");
}

/* Images in natural order: rows and columns reshaped to (h/m, m, w/m, m) and permuted to
   (0, 2, 1, 3), once per frame; the frames of image i are i, i + 1 ... */
static int32_t *natural_ids(const sequence *s, int32_t *ids)
{
  for (size_t image = 0; image < s->n_grids; image++) {
    const grid *g = &s->grids[image];
    for (size_t t = 0; t < g->t; t++) {
      for (size_t a = 0; a < g->h / MERGE; a++) {
        for (size_t c = 0; c < g->w / MERGE; c++) {
          for (size_t b = 0; b < MERGE; b++) {
            for (size_t d = 0; d < MERGE; d++) {
              for (size_t axis = 0; axis < AXES; axis++) {
                *ids++ = at(axis_facts[axis].counts, image + t, a * MERGE + b, c * MERGE + d, g);
              }
            }
          }
        }
      }
    }
  }
  return ids;
}

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

static int32_t *image_ids(const sequence *s, int32_t *ids)
{
#if U(HAS_WINDOW)
  if (s->order == U(WINDOWED)) {
    const size_t tokens = image_tokens(s), unit_ids = UNIT * AXES;
    const region natural = region_make(tokens * AXES), index = region_make(tokens / UNIT);
    const region cu = region_make(tokens + 1);
    size_t n_cu;
    natural_ids(s, natural.first);
    const size_t n = slow_window(s, index.first, cu.first, &n_cu);
    for (size_t i = 0; i < n; i++, ids += unit_ids) {
      const size_t from = (size_t)((const int32_t *)index.first)[i];
      memcpy(ids, (const int32_t *)natural.first + from * unit_ids, unit_ids * sizeof *ids);
    }
    region_free(&natural);
    region_free(&index);
    region_free(&cu);
    return ids;
  }
#endif
  return natural_ids(s, ids);
}

#if U(HAS_TEXT)
static int32_t start_of(const sequence *s)
{
  const text_start rule = FACT_TEXT_START;
  int32_t start = 0;
  if (s->text_start != U(TEXT_START_RULE)) return s->text_start;
  for (size_t image = 0; image < s->n_grids; image++) {
    const int32_t h = (int32_t)s->grids[image].h, w = (int32_t)s->grids[image].w;
    const int32_t longest = h > w ? h : w;
    const int32_t own = rule == START_h ? h : rule == START_max ? longest : longest / 2;
    if (own > start) start = own;
  }
  return start;
}

static int32_t *text_ids(const sequence *s, int32_t *ids)
{
  for (size_t k = 0; k < s->text_tokens; k++) {
    for (size_t axis = 0; axis < AXES; axis++) *ids++ = start_of(s) + (int32_t)k;
  }
  return ids;
}
#endif

void slow_ids(const sequence *s, int32_t *ids)
{
#if U(HAS_TEXT)
  const text_order order = FACT_TEXT_ORDER;
  if (order == ORDER_before) {
    image_ids(s, text_ids(s, ids));
  } else {
    text_ids(s, image_ids(s, ids));
  }
#else
  image_ids(s, ids);
#endif
}

#if U(HAS_CU_SEQLENS)
size_t slow_cu_seqlens(const sequence *s, int32_t *cu)
{
  size_t n = 0;
  cu[n++] = 0;
  for (size_t image = 0; image < s->n_grids; image++) {
    const grid *g = &s->grids[image];
    for (size_t t = 0; t < g->t; t++, n++) cu[n] = cu[n - 1] + (int32_t)(g->h * g->w);
  }
  return n;
}
#endif

/* A side of one to `few` units; if that is more than one, now and then as long as it may be. */
static uint32_t random_side(size_t most, size_t limit, size_t few)
{
  const size_t longest = (most < limit ? most : limit) / MERGE;
  const size_t usual = longest < few ? longest : few;
  const int is_usual = few == 1 || random_below(8);
  return (uint32_t)((is_usual ? 1 + random_below(usual) : longest) * MERGE);
}

void random_sequence(own_sequence *own, size_t most_tokens)
{
  sequence s = { .grids = own->grids };
  const int crowd = random_below(8) == 0; /* many small images, else a few */
  const size_t wanted = crowd ? MOST_GRIDS : random_below(5), few = crowd ? 1 : 13;
  const size_t frames = FACT_LIMIT_FRAME ? FACT_LIMIT_FRAME : SIZE_MAX;
  size_t left = most_tokens;
  while (s.n_grids < wanted && left >= UNIT && s.n_grids < frames) {
    grid *g = &own->grids[s.n_grids];
    g->h = random_side(left / MERGE, FACT_LIMIT_H, few);
    g->w = random_side(left / g->h, FACT_LIMIT_W, few);
    g->t = (uint32_t)(1 + random_below(crowd ? 1 : 3));
    while (g->t > left / (g->h * g->w) || g->t > frames - s.n_grids) g->t--;
    left -= (size_t)g->t * g->h * g->w;
    s.n_grids++;
  }
#if U(HAS_WINDOW)
  s.order = random_below(2) ? U(WINDOWED) : U(NATURAL);
#endif
#if U(HAS_TEXT)
  int32_t low = INT32_MIN, high = INT32_MAX; /* what the text may reach on every axis */
  for (size_t axis = 0; axis < AXES; axis++) {
    if (axis_facts[axis].position_min > low) low = axis_facts[axis].position_min;
    if (axis_facts[axis].position_max < high) high = axis_facts[axis].position_max;
  }
  s.text_start = U(TEXT_START_RULE);
  s.text_tokens = random_below(left < 10 ? left + 1 : 10);
  if (random_below(2)) {
    s.text_start = random_between(low, high + 1 - (int32_t)s.text_tokens);
    if (s.text_start > high) s.text_start = high;
  }
#endif
  own->s = s;
}
#endif
