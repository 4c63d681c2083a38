/* Random sequences of the rules runs and sequence, and a few chosen ones: see reference.h. */
#include "reference.h"

#if FACT_RUNS
static size_t lesser(size_t a, size_t b)
{
  return a < b ? a : b;
}

static uint32_t random_side(size_t most)
{
  const size_t usual = lesser(most, 6), longest = lesser(most, 100);
  return (uint32_t)(1 + random_below(random_below(8) ? usual : longest)) * MERGE;
}

/* A run of at most so many tokens; of none if that is all there is room for. */
static run random_run(size_t most)
{
  run r = { .kind = U(TEXT), .tokens = random_below(most < 12 ? most + 1 : 12) };
  if (most == 0 || random_below(3) == 0) return r;
  r.kind = random_below(2) ? U(IMAGE) : U(VIDEO);
  r.tokens = random_below(2) ? SIZE_MAX : 0; /* which says nothing of an image */
  r.h = random_side(lesser(most, most_side(COORDINATE_h)));
  r.w = random_side(lesser(most / (r.h / MERGE), most_side(COORDINATE_w)));
  const size_t frames = most / (r.h / MERGE * (r.w / MERGE));
  r.t = (uint32_t)(1 + random_below(lesser(frames, 5)));
  if (r.kind == U(VIDEO)) r.t *= TEMPORAL_MERGE;
#if FACT_SECONDS
  const float seconds[] = { 0.0f, 1.0f, 0.5f, 0.04f, 1.7f, 0.3333333f, 1e-30f };
  r.seconds = seconds[random_below(sizeof seconds / sizeof *seconds)];
  if (r.kind == U(IMAGE) && random_below(2)) r.seconds = -1; /* nor does this */
#endif
  return r;
}

/* The greatest position of a run of a sequence that goes so far, and of the token after it. */
static int64_t reach(const sequence *s, const run *r)
{
  const int64_t next = slow_next(s);
  if (r->kind == U(TEXT)) return next + (int64_t)r->tokens;
  const int64_t frame = next + slow_frame(r, slow_frames(r) - 1);
  const int64_t after = next + (r->h > r->w ? r->h : r->w) / MERGE;
  return frame > after ? frame : after;
}

void random_sequence(own_sequence *own, size_t most_tokens)
{
  sequence s = { .runs = own->parts };
  const size_t wanted = random_below(8) == 0 ? MOST_PARTS : random_below(7);
  const size_t most_of_run = wanted == MOST_PARTS ? 4 : most_tokens;
  size_t left = most_tokens;
  s.first = random_below(2) ? 0 : random_between(0, last_position());
  while (s.n_runs < wanted) {
    const run r = random_run(left < most_of_run ? left : most_of_run);
    if (reach(&s, &r) > last_position()) break;
    own->parts[s.n_runs++] = r;
    left = most_tokens - slow_tokens(&s);
  }
  own->s = s;
}

sequence plain_sequence(void)
{
  static run text = { .kind = U(TEXT) };
  text.tokens = (size_t)last_position() + 1;
  return (sequence){ .runs = &text, .n_runs = 1 };
}

sequence invalid_sequence(void)
{
  static const run flat = { .kind = U(IMAGE), .t = 1, .w = MERGE };
  return (sequence){ .runs = &flat, .n_runs = 1 };
}

/* A text and an image behind as large an image as can be. */
size_t far_sequence(own_sequence *near, own_sequence *far)
{
  const run text = { .kind = U(TEXT), .tokens = 2 };
  const run image = { .kind = U(IMAGE), .t = 2, .h = 2 * MERGE, .w = 3 * MERGE };
  const uint32_t side = (uint32_t)last_position() - 8; /* leaves room for these */
  const uint32_t h = (uint32_t)lesser(side, most_side(COORDINATE_h));
  const uint32_t w = (uint32_t)lesser(side, most_side(COORDINATE_w));
  far->parts[0] = (run){ .kind = U(IMAGE), .t = side, .h = h * MERGE, .w = w * MERGE };
  far->parts[1] = near->parts[0] = text;
  far->parts[2] = near->parts[1] = image;
  far->s = (sequence){ .runs = far->parts, .n_runs = 3 };
  near->s = (sequence){ .runs = near->parts, .n_runs = 2, .first = (int32_t)(h > w ? h : w) };
  return slow_tokens(&far->s) > UINT32_MAX ? slow_tokens(&near->s) : 0;
}
#elif U(HAS_SEQUENCE) && !U(HAS_GRID)
void random_sequence(own_sequence *own, size_t most_tokens)
{
  const size_t all = (size_t)last_position() + 1;
  sequence s = { .first = 0 };
  if (random_below(2)) s.first = random_between(0, last_position());
  const size_t most = all - (size_t)s.first;
  s.tokens = random_below((most < most_tokens ? most : most_tokens) + 1);
  own->s = s;
}

sequence plain_sequence(void)
{
  return (sequence){ .tokens = (size_t)last_position() + 1 };
}

sequence invalid_sequence(void)
{
  return (sequence){ .first = -1, .tokens = 1 };
}

size_t far_sequence(own_sequence *near, own_sequence *far)
{
  (void)near;
  (void)far;
  return 0;
}
#endif
