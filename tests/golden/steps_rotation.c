/* Steps that rotate: by the case's rows, to be compared with the case; and by the model's own,
   which must give the same bits from every source, by every runner. */
#include "turn.h"

/* IN turned by the case's rows is OUT, both in a layout. */
void step_rotate(session *s, char *const *words)
{
  const rwg_tensor *in = any_tensor(s, words[0]);
  const rwg_tensor *out = tensor_of(s, words[1], RWG_F32, in->dims, in->n_dims);
  if (!s->cos) stop("%s: the case stores no rows to turn by", words[0]);
  const rows stored = { s->cos, s->sin };
  float *cis = interleaved(stored, s->tokens * PAIRS);
  const way ways[] = { { .source = READY, .rows = stored }, { .source = CIS, .cis = cis } };
  for (size_t r = 0; r < s->n_runners; r++) {
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
      for (int in_place = 0; in_place < 2 && is_offered(&ways[i]); in_place++) {
        float *result = turned(s, &s->runners[r], &ways[i], in, words[2], in_place);
        compare(out, s->runners[r].name, result);
        free(result);
      }
    }
  }
  free(cis);
}

/* Every source of a row, from tables and from none, in place or not, by every runner, against
   rotate_cos_sin by the scalar runner, fed with the model's own rows. */
static void own_rotations(const session *s, const rwg_tensor *x, const char *layout)
{
  const rows own = own_rows(s, NULL);
  float *cis = interleaved(own, s->tokens * PAIRS);
  const way ready = { .source = READY, .rows = own };
  float *want = turned(s, s->runners, &ready, x, layout, 0);
  digest(want, x->count);
  for (size_t r = 0; r < s->n_runners; r++) {
    const way ways[] = {
      ready, { .source = CIS, .cis = cis }, { .source = IDS }, { .source = GRID },
      { .source = IDS, .tables = s->tables[r] }, { .source = GRID, .tables = s->tables[r] },
    };
    const size_t n = s->tables[r] ? 6 : 4;
    for (size_t i = 0; i < 2 * n; i++) {
      const way *w = &ways[i / 2];
      if (!is_offered(w)) continue;
      float *got = turned(s, &s->runners[r], w, x, layout, i % 2);
      agree(source_name(w->source), s->runners[r].name, want, got, x->count);
      free(got);
    }
  }
  free(want);
  free(cis);
  free_rows(own);
}

/* The model's own rotation of two heads of numbers of our making, in a layout. */
void step_own(session *s, char *const *words)
{
  enum { HEADS = 2 };
  const rwg_tensor layouts[] = {
    { .name = "n_h_d", .n_dims = 3, .dims = { s->tokens, HEADS, HEAD_DIM } },
    { .name = "b_h_n_d", .n_dims = 4, .dims = { 1, HEADS, s->tokens, HEAD_DIM } },
  };
  rwg_tensor x = layouts[strcmp(words[0], "n_h_d") ? 1 : 0];
  x.count = s->tokens * HEADS * HEAD_DIM;
  float *numbers = room(x.count, sizeof *numbers);
  uint32_t state = 1;
  for (size_t i = 0; i < x.count; i++) {
    state = state * 1664525 + 1013904223;
    numbers[i] = (float)(int32_t)state * 0x1p-30f;
  }
  x.data = numbers;
  own_rotations(s, &x, x.name);
  free(numbers);
}

/* Numbers (N, 2) turned by angles (A, 2) of cos and sin: (A, modes, N, 2). The pairs fill heads
   one after the other, as many to a head as the model has. In f32 all modes are one. */
void step_special(session *s, char *const *words)
{
  const size_t n = any_tensor(s, words[0])->dims[0], angles = any_tensor(s, words[1])->dims[0];
  const size_t modes = any_tensor(s, words[2])->dims[1];
  const float *x = tensor_of(s, words[0], RWG_F32, SHAPE(n, 2))->data;
  const float *cos_sin = tensor_of(s, words[1], RWG_F32, SHAPE(angles, 2))->data;
  const rwg_tensor *out = tensor_of(s, words[2], RWG_F32, SHAPE(angles, modes, n, 2));
  s->tokens = (n + PAIRS - 1) / PAIRS;
  rwg_tensor heads = { .name = words[0], .n_dims = 3, .dims = { s->tokens, 1, HEAD_DIM } };
  heads.count = s->tokens * HEAD_DIM;
  float *filled = room(heads.count, sizeof *filled), *computed = room(out->count, sizeof *computed);
  const size_t n_row = s->tokens * PAIRS;
  const rows row = { room(n_row, sizeof(float)), room(n_row, sizeof(float)) };
  const way ready = { .source = READY, .rows = row };
  heads.data = filled;
  for (size_t i = 0; i < n; i++) {
    const channels pair = channels_of(s->pairing, i % PAIRS);
    filled[i / PAIRS * HEAD_DIM + pair.first] = x[2 * i];
    filled[i / PAIRS * HEAD_DIM + pair.second] = x[2 * i + 1];
  }
  for (size_t r = 0; r < s->n_runners; r++) {
    for (size_t a = 0; a < angles * modes; a++) {
      for (size_t i = 0; i < n_row; i++) {
        row.cos[i] = cos_sin[a / modes * 2];
        row.sin[i] = cos_sin[a / modes * 2 + 1];
      }
      float *result = turned(s, &s->runners[r], &ready, &heads, "n_h_d", 0);
      for (size_t i = 0; i < n; i++) {
        const channels pair = channels_of(s->pairing, i % PAIRS);
        computed[(a * n + i) * 2] = result[i / PAIRS * HEAD_DIM + pair.first];
        computed[(a * n + i) * 2 + 1] = result[i / PAIRS * HEAD_DIM + pair.second];
      }
      free(result);
    }
    compare(out, s->runners[r].name, computed);
  }
  free(filled);
  free(computed);
  free_rows(row);
}
