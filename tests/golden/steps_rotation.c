/* Steps that rotate: by the case's rows, to be compared with the case; and by the model's own,
   which must give the same bits from every source, by every runner. */
#include "turn.h"

/* IN turned by the case's rows is OUT, both in a layout. */
void step_rotate(session *s, char *const *words)
{
  const rwg_tensor *in = any_tensor(s, words[0]);
  const rwg_tensor *out = tensor_of(s, words[1], ELEMENT, in->dims, in->n_dims);
  if (!s->cos) stop("%s: the case stores no rows to turn by", words[0]);
  const rows stored = { s->cos, s->sin };
  float *cis = interleaved(stored, s->tokens * PAIRS);
  const way ways[] = { { .source = READY, .rows = stored }, { .source = CIS, .cis = cis } };
  for (size_t r = 0; r < s->n_runners; r++) {
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
      for (int in_place = 0; in_place < 2; in_place++) {
        if (!is_offered(&ways[i], &s->runners[r], in_place)) continue;
        element *result = turned(s, &s->runners[r], &ways[i], in, words[2], in_place);
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
  element *want = turned(s, s->runners, &ready, x, layout, 0);
  digest(ELEMENT, want, x->count);
  for (size_t r = 0; r < s->n_runners; r++) {
    const way ways[] = {
      ready, { .source = CIS, .cis = cis }, { .source = IDS }, { .source = GRID },
      { .source = IDS, .tables = s->tables[r] }, { .source = GRID, .tables = s->tables[r] },
    };
    const size_t n = s->tables[r] ? 6 : 4;
    for (size_t i = 0; i < 2 * n; i++) {
      const way *w = &ways[i / 2];
      if (!is_offered(w, &s->runners[r], i % 2)) continue;
      element *got = turned(s, &s->runners[r], w, x, layout, i % 2);
      agree(source_name(w->source), s->runners[r].name, ELEMENT, want, got, x->count);
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
    { .name = "n_h_d", .dtype = ELEMENT, .n_dims = 3, .dims = { s->tokens, HEADS, HEAD_DIM } },
    { .name = "b_h_n_d", .dtype = ELEMENT, .n_dims = 4,
      .dims = { 1, HEADS, s->tokens, HEAD_DIM } },
  };
  rwg_tensor x = layouts[strcmp(words[0], "n_h_d") ? 1 : 0];
  x.count = s->tokens * HEADS * HEAD_DIM;
  element *numbers = room(x.count, sizeof *numbers);
  uint32_t state = 1;
  for (size_t i = 0; i < x.count; i++) {
    state = state * 1664525 + 1013904223;
    numbers[i] = narrow((double)(int32_t)state * 0x1p-30);
  }
  x.data = numbers;
  own_rotations(s, &x, x.name);
  free(numbers);
}

/* Where the n-th of pairs that fill heads one after the other stands. */
static channels nth_pair(const session *s, size_t n)
{
  const channels pair = channels_of(s->pairing, n % PAIRS);
  const size_t head = n / PAIRS * HEAD_DIM;
  return (channels){ head + pair.first, head + pair.second };
}

/* What a tensor (angles, modes, N, 2) holds of one mode, (angles, 1, N, 2). */
static element *of_mode(const rwg_tensor *whole, size_t mode)
{
  const size_t modes = whole->dims[1], numbers = whole->dims[2] * whole->dims[3];
  const element *from = whole->data;
  element *part = room(whole->count / modes, sizeof *part);
  for (size_t a = 0; a < whole->dims[0]; a++) {
    memcpy(part + a * numbers, from + (a * modes + mode) * numbers, numbers * sizeof *part);
  }
  return part;
}

/* X COS_SIN OUT MODE MODES: numbers (N, 2) turned by angles (A, 2) of cos and sin are, where the
   model rounds as the mode says, OUT (A, MODES, N, 2). Each mode is a model; in f32 all are one. */
void step_special(session *s, char *const *words)
{
  const size_t n = any_tensor(s, words[0])->dims[0], angles = any_tensor(s, words[1])->dims[0];
  const size_t mode = (size_t)whole_number(words[3], 0);
  const size_t modes = (size_t)whole_number(words[4], 1 + (int32_t)mode);
  const element *x = tensor_of(s, words[0], ELEMENT, SHAPE(n, 2))->data;
  const float *cos_sin = tensor_of(s, words[1], RWG_F32, SHAPE(angles, 2))->data;
  const rwg_tensor *whole = tensor_of(s, words[2], ELEMENT, SHAPE(angles, modes, n, 2));
  element *expected = of_mode(whole, mode);
  rwg_tensor out = *whole;
  out.dims[1] = 1;
  out.count /= modes;
  out.data = expected;
  s->tokens = (n + PAIRS - 1) / PAIRS;
  rwg_tensor heads = { .name = words[0], .dtype = ELEMENT, .n_dims = 3,
    .dims = { s->tokens, 1, HEAD_DIM }, .count = s->tokens * HEAD_DIM };
  element *filled = room(heads.count, sizeof *filled);
  element *computed = room(out.count, sizeof *computed);
  const size_t n_row = s->tokens * PAIRS;
  const rows row = { room(n_row, sizeof(float)), room(n_row, sizeof(float)) };
  const way ready = { .source = READY, .rows = row };
  heads.data = filled;
  for (size_t i = 0; i < n; i++) {
    filled[nth_pair(s, i).first] = x[2 * i];
    filled[nth_pair(s, i).second] = x[2 * i + 1];
  }
  for (size_t r = 0; r < s->n_runners; r++) {
    for (size_t a = 0; a < angles; a++) {
      for (size_t i = 0; i < n_row; i++) {
        row.cos[i] = cos_sin[2 * a];
        row.sin[i] = cos_sin[2 * a + 1];
      }
      element *result = turned(s, &s->runners[r], &ready, &heads, "n_h_d", 0);
      for (size_t i = 0; i < n; i++) {
        computed[(a * n + i) * 2] = result[nth_pair(s, i).first];
        computed[(a * n + i) * 2 + 1] = result[nth_pair(s, i).second];
      }
      free(result);
    }
    compare(&out, s->runners[r].name, computed);
  }
  free(expected);
  free(filled);
  free(computed);
  free_rows(row);
}
