/* Steps about where tokens stand: the sequence, ids, lengths, windows, frequencies, angles. */
#include "case.h"

static void take_ids(session *s, int32_t *ids, size_t tokens)
{
  free(s->ids);
  s->ids = ids;
  s->tokens = tokens;
}

#if U(HAS_GRID)
/* The ids of the sequence as it stands now. */
static void settle(session *s)
{
  size_t tokens;
  must(M(tokens)(&s->sequence, &tokens), "tokens");
  int32_t *ids = room(tokens, AXES * sizeof *ids);
  must(M(ids)(&s->sequence, ids, tokens), "ids");
  take_ids(s, ids, tokens);
}

static void take_grids(session *s, M(grid) *grids, size_t n)
{
  free(s->grids);
  s->sequence.grids = s->grids = grids;
  s->sequence.n_grids = n;
  settle(s);
}

/* T H W of each image. */
void step_grids(session *s, char *const *words)
{
  size_t n = 0;
  while (words[n]) n++;
  M(grid) *grids = room(n / 3, sizeof *grids);
  for (size_t i = 0; i + 2 < n; i += 3) {
    grids[i / 3] = (M(grid)){ (uint32_t)whole_number(words[i], 0),
      (uint32_t)whole_number(words[i + 1], 0), (uint32_t)whole_number(words[i + 2], 0) };
  }
  take_grids(s, grids, n / 3);
}

void step_ids(session *s, char *const *words)
{
  compare(tensor_of(s, words[0], RWG_I32, SHAPE(s->tokens, AXES)), "ids", s->ids);
}

#else
/* The positions as the case lists them: (tokens) or (AXES, tokens). */
void step_positions(session *s, char *const *words)
{
  const rwg_tensor *tensor = any_tensor(s, words[0]);
  const size_t tokens = tensor->count / AXES, dims[] = { AXES, tokens };
  const size_t skipped = tensor->n_dims == 1 && AXES == 1 ? 1 : 0;
  tensor_of(s, words[0], RWG_I32, dims + skipped, 2 - skipped);
  const int32_t *listed = tensor->data;
  int32_t *ids = room(tokens, AXES * sizeof *ids);
  for (size_t i = 0; i < tensor->count; i++) ids[i % tokens * AXES + i / tokens] = listed[i];
  take_ids(s, ids, tokens);
}
#endif

#if U(HAS_PATCH)
/* The pixels of one image. */
void step_image(session *s, char *const *words)
{
  M(grid) *grid = room(1, sizeof *grid);
  must(M(image_grid)((uint32_t)whole_number(words[0], 0), (uint32_t)whole_number(words[1], 0), grid),
      "image_grid");
  take_grids(s, grid, 1);
}
#endif

#if U(HAS_CU_SEQLENS)
void step_cu_seqlens(session *s, char *const *words)
{
  size_t n;
  must(M(cu_seqlens)(&s->sequence, NULL, 0, &n), "cu_seqlens");
  const rwg_tensor *tensor = tensor_of(s, words[0], RWG_I32, SHAPE(n));
  int32_t *cu = room(n, sizeof *cu);
  must(M(cu_seqlens)(&s->sequence, cu, n, &n), "cu_seqlens");
  compare(tensor, "cu_seqlens", cu);
  free(cu);
}
#endif

#if U(HAS_TEXT)
/* Text tokens, and the position of the first or `rule`. */
void step_text(session *s, char *const *words)
{
  const int by_rule = !strcmp(words[1], "rule");
  s->sequence.text_tokens = (size_t)whole_number(words[0], 0);
#if U(HAS_TEXT_START)
  s->sequence.text_start = by_rule ? U(TEXT_START_RULE) : whole_number(words[1], -INT32_MAX);
#else
  if (!by_rule) stop("%s: the text of this model has no first position", words[1]);
#endif
  settle(s);
}
#endif

#if U(HAS_WINDOW)
void step_order(session *s, char *const *words)
{
  s->sequence.order = strcmp(words[0], "windowed") ? U(NATURAL) : U(WINDOWED);
  settle(s);
}

/* Which unit stands where; and whether ids in windowed order are the natural ones so moved. */
void step_window_index(session *s, char *const *words)
{
  size_t n, n_cu;
  must(M(window)(&s->sequence, NULL, 0, &n, NULL, 0, &n_cu), "window");
  const rwg_tensor *tensor = tensor_of(s, words[0], RWG_I32, SHAPE(n));
  int32_t *index = room(n, sizeof *index), *windowed = room(s->tokens, AXES * sizeof *windowed);
  must(M(window)(&s->sequence, index, n, &n, NULL, 0, &n_cu), "window");
  compare(tensor, "window", index);

  M(sequence) sequence = s->sequence;
  sequence.order = U(NATURAL);
  int32_t *natural = room(s->tokens, AXES * sizeof *natural);
  must(M(ids)(&sequence, natural, s->tokens), "ids");
  sequence.order = U(WINDOWED);
  must(M(ids)(&sequence, windowed, s->tokens), "ids in windowed order");
  const size_t unit = n > 0 ? s->tokens / n * AXES : 0; /* ids of a unit */
  for (size_t i = 0; i < n; i++) {
    const size_t from = (size_t)((const int32_t *)tensor->data)[i];
    if (from < n && !memcmp(windowed + i * unit, natural + from * unit, unit * sizeof *natural)) {
      continue;
    }
    wrong("ids in windowed order: unit %zu is not natural unit %zu", i, from);
    break;
  }
  free(index);
  free(windowed);
  free(natural);
}

void step_cu_window_seqlens(session *s, char *const *words)
{
  size_t n, n_index;
  must(M(window)(&s->sequence, NULL, 0, &n_index, NULL, 0, &n), "window");
  const rwg_tensor *tensor = tensor_of(s, words[0], RWG_I32, SHAPE(n));
  int32_t *cu = room(n, sizeof *cu);
  must(M(window)(&s->sequence, NULL, 0, &n_index, cu, n, &n), "window");
  compare(tensor, "window", cu);
  free(cu);
}
#endif

/* The frequencies are the angles of position 1: of all pairs side by side, or those that every
   axis has. */
void step_inv_freq(session *s, char *const *words)
{
  float angles[PAIRS];
  const float *angle = angles;
  int32_t one[AXES];
  for (size_t axis = 0; axis < AXES; axis++) one[axis] = 1;
  must(M(angles)(one, 1, angles), "angles at position 1");
  if (any_tensor(s, words[0])->count == PAIRS) {
    compare(tensor_of(s, words[0], RWG_F32, SHAPE(PAIRS)), "angles", angles);
    return;
  }
#define AXIS(name, pairs, ...) \
  compare(tensor_of(s, words[0], RWG_F32, SHAPE(pairs)), "angles of axis " #name, angle); \
  angle += (pairs);
  U(EACH_AXIS)(AXIS)
#undef AXIS
}

void step_angles(session *s, char *const *words)
{
  const rwg_tensor *tensor = tensor_of(s, words[0], RWG_F32, SHAPE(s->tokens, PAIRS));
  float *angles = room(s->tokens, PAIRS * sizeof *angles);
  must(M(angles)(s->ids, s->tokens, angles), "angles");
  compare(tensor, "angles", angles);
  digest(RWG_F32, angles, s->tokens * PAIRS);
  free(angles);
}
