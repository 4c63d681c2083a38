/* Random sequences of the rule grid and a few chosen ones: see reference.h. */
#include "reference.h"

#if U(HAS_GRID)
/* A side of one to `few` units; if that is more than one, now and then as long as it may be. */
static uint32_t random_side(size_t most, size_t limit, size_t few)
{
  const size_t longest = (most < limit ? most : limit) / MERGE;
  const size_t usual = longest < few ? longest : few;
  const int is_usual = few == 1 || random_below(8);
  return (uint32_t)((is_usual ? 1 + random_below(usual) : longest) * MERGE);
}

#if U(HAS_TEXT_START)
/* From where text can begin so that it, and frames that count from its end, stay within every axis
   that they move along. */
static void start_range(const sequence *s, int32_t *low, int32_t *high)
{
  int64_t least = INT32_MIN + INT64_C(1), most = INT32_MAX;
  const int64_t n = (int64_t)s->text_tokens;
  int64_t frames = 0;
  for (size_t i = 0; i < s->n_grids; i++) {
    if (s->grids[i].t > frames) frames = s->grids[i].t;
  }
  for (size_t axis = 0; axis < AXES; axis++) {
    const axis_fact *a = &axis_facts[axis];
    const int after = a->counts == COORDINATE_after_text && frames > 0;
    if (text_moves(axis) && n > 0) {
      if (a->position_min > least) least = a->position_min;
      if (a->position_max + 1 - n < most) most = a->position_max + 1 - n;
    }
    if (after && a->position_min - n > least) least = a->position_min - n;
    if (after && a->position_max - n - (frames - 1) < most) {
      most = a->position_max - n - (frames - 1);
    }
  }
  *low = (int32_t)least;
  *high = (int32_t)most;
}
#endif

void random_sequence(own_sequence *own, size_t most_tokens)
{
  sequence s = { .grids = own->parts };
  const int crowd = random_below(8) == 0; /* many small images, else a few */
  const size_t most = crowd ? MOST_PARTS : 4;
  const size_t wanted = crowd && random_below(2) ? most : random_below(most + 1);
  const size_t few = crowd || random_below(4) == 0 ? 1 : 13;
  size_t left = most_tokens;
  while (s.n_grids < wanted && left >= UNIT + FACT_IDENTITY && most_frames(s.n_grids) > 0) {
    grid *g = &own->parts[s.n_grids];
    left -= FACT_IDENTITY;
    g->h = random_side(left / MERGE, FACT_LIMIT_H, few);
    g->w = random_side(left / g->h, FACT_LIMIT_W, few);
    g->t = (uint32_t)(1 + random_below(crowd ? 1 : 3));
    while (g->t > left / (g->h * g->w) || g->t > most_frames(s.n_grids)) g->t--;
    left -= (size_t)g->t * g->h * g->w;
    s.n_grids++;
  }
#if U(HAS_WINDOW)
  s.order = random_below(2) ? U(WINDOWED) : U(NATURAL);
#endif
#if U(HAS_TEXT)
  const size_t most_text = FACT_LIMIT_TEXT < 9 ? FACT_LIMIT_TEXT : 9;
  s.text_tokens = random_below((left < most_text ? left : most_text) + 1);
#endif
#if U(HAS_TEXT_START)
  int32_t low, high;
  start_range(&s, &low, &high);
  s.text_start = random_below(2) ? U(TEXT_START_RULE) : random_between(low, high);
#endif
  own->s = s;
}

sequence plain_sequence(void)
{
  static const grid largest = {
    1, FACT_LIMIT_H / MERGE * MERGE, FACT_LIMIT_W / MERGE * MERGE
  };
  return (sequence){ .grids = &largest, .n_grids = 1 };
}

sequence invalid_sequence(void)
{
  static const grid flat = { 1, 0, MERGE };
  return (sequence){ .grids = &flat, .n_grids = 1 };
}

/* A video whose frames have the same positions, or more of them before it. */
size_t far_sequence(own_sequence *near, own_sequence *far)
{
  enum { FRAMES = 3 };
  if (FACT_LIMIT_FRAME > 0) return 0;
  near->parts[0] = (grid){ FRAMES, MERGE, MERGE };
  far->parts[0] = (grid){ UINT32_MAX, MERGE, MERGE };
  near->s = (sequence){ .grids = near->parts, .n_grids = 1 };
  far->s = (sequence){ .grids = far->parts, .n_grids = 1 };
  return FRAMES * UNIT;
}
#endif
