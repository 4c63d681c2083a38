/* The rules runs and sequence, stated slowly: see reference.h. */
#include "reference.h"

#if U(HAS_SEQUENCE) && !U(HAS_GRID)
#include <stdio.h>

int32_t last_position(void)
{
  int32_t last = INT32_MAX;
  for (size_t axis = 0; axis < AXES; axis++) {
    if (axis_facts[axis].position_max < last) last = axis_facts[axis].position_max;
  }
  return last;
}

#if FACT_RUNS
/* transformers, get_vision_position_ids: only videos are merged in time. */
size_t slow_frames(const run *r)
{
  return r->kind == U(VIDEO) ? r->t / TEMPORAL_MERGE : r->t;
}

/* transformers, get_rope_index: the product of float32 numbers, and what is behind the point is
   dropped; of images, and without tokens per second, the frame. */
int64_t slow_frame(const run *r, size_t frame)
{
#if FACT_SECONDS
  if (r->kind == U(VIDEO)) {
    const float seconds = r->seconds == 0 ? 1.0f : r->seconds;
    const float interval = (float)((double)(float)FACT_TOKENS_PER_SECOND * (double)seconds);
    return (int64_t)(float)((double)(float)frame * (double)interval);
  }
#endif
  (void)r;
  return (int64_t)frame;
}

static size_t tokens_of(const run *r)
{
  if (r->kind == U(TEXT)) return r->tokens;
  return slow_frames(r) * (r->h / MERGE) * (r->w / MERGE);
}

/* Time does not count. */
static int64_t advance_of(const run *r)
{
  if (r->kind == U(TEXT)) return (int64_t)r->tokens;
  return (r->h > r->w ? r->h : r->w) / MERGE;
}

size_t slow_tokens(const sequence *s)
{
  size_t sum = 0;
  for (size_t i = 0; i < s->n_runs; i++) sum += tokens_of(&s->runs[i]);
  return sum;
}

int64_t slow_next(const sequence *s)
{
  int64_t position = s->first;
  for (size_t i = 0; i < s->n_runs; i++) position += advance_of(&s->runs[i]);
  return position;
}

/* Where row or column `index` of `count` of a run at a position stands. */
static int64_t along(int64_t position, size_t index, size_t count)
{
  return (int64_t)index + (FACT_CENTRED ? -(int64_t)(count - count / 2) : position);
}

uint32_t most_side(coordinate side)
{
  int64_t most = last_position() + (int64_t)1;
  for (size_t axis = 0; axis < AXES; axis++) {
    const int64_t held = -2 * (int64_t)axis_facts[axis].position_min; /* the lower half decides */
    if (FACT_CENTRED && axis_facts[axis].counts == side && held < most) most = held;
  }
  return (uint32_t)most;
}

static int32_t at(coordinate counts, const run *r, int64_t position, size_t token)
{
  const size_t h = r->h / MERGE, w = r->w / MERGE;
  if (r->kind == U(TEXT)) return (int32_t)(position + (int64_t)token);
  switch (counts) {
  case COORDINATE_t: return (int32_t)(position + slow_frame(r, token / (h * w)));
  case COORDINATE_h: return (int32_t)along(position, token / w % h, h);
  case COORDINATE_w: return (int32_t)along(position, token % w, w);
  default: fail("an axis counts nothing of a run");
  }
}

void slow_ids(const sequence *s, int32_t *ids)
{
  int64_t position = s->first;
  for (size_t i = 0; i < s->n_runs; position += advance_of(&s->runs[i++])) {
    for (size_t token = 0; token < tokens_of(&s->runs[i]); token++) {
      for (size_t axis = 0; axis < AXES; axis++) {
        *ids++ = at(axis_facts[axis].counts, &s->runs[i], position, token);
      }
    }
  }
}

/* The greatest position of the sequence as it would be from 0 on, plus 1, less its tokens. */
int64_t slow_delta(const sequence *s)
{
  const size_t tokens = slow_tokens(s);
  const region ids = region_make(tokens * AXES);
  const sequence from_0 = { .runs = s->runs, .n_runs = s->n_runs };
  int32_t greatest = -1;
  slow_ids(&from_0, ids.first);
  for (size_t i = 0; i < tokens * AXES; i++) {
    const int32_t id = ((const int32_t *)ids.first)[i];
    if (id > greatest) greatest = id;
  }
  region_free(&ids);
  return (int64_t)greatest + 1 - (int64_t)tokens;
}

void describe_sequence(const sequence *s)
{
  enum { SHOWN = 4 };
  char said[200] = "";
  size_t n = (size_t)snprintf(said, sizeof said, "%zu from %d:", s->n_runs, (int)s->first);
  for (size_t i = 0; s->runs && i < s->n_runs && i < SHOWN; i++) {
    const run *r = &s->runs[i];
    n += r->kind == U(TEXT) ? (size_t)snprintf(said + n, sizeof said - n, " text %zu", r->tokens)
      : (size_t)snprintf(said + n, sizeof said - n, " %s %ux%ux%u",
          r->kind == U(IMAGE) ? "image" : "video", (unsigned)r->t, (unsigned)r->h, (unsigned)r->w);
  }
  describe("runs %s", said);
}
#else
size_t slow_tokens(const sequence *s)
{
  return s->tokens;
}

void slow_ids(const sequence *s, int32_t *ids)
{
  for (size_t i = 0; i < s->tokens * AXES; i++) ids[i] = s->first + (int32_t)(i / AXES);
}

void describe_sequence(const sequence *s)
{
  describe("%zu tokens from %d", s->tokens, (int)s->first);
}
#endif
#endif
