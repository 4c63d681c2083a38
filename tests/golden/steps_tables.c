/* Steps about rows: cos and sin of every token, by the tables of every runner and by none. They
   are compared with the case's, and the case's are kept to turn by. */
#include "turn.h"

/* Of the channels, and of the columns of wide tables. */
void step_pairing(session *s, char *const *words)
{
  s->pairing = words[0];
  s->columns = words[1];
}

/* Rows of ours against the case's, which may be rounded to the type of q and k. */
static void compare_rows(const rwg_tensor *tensor, const char *by, const float *computed)
{
  if (tensor->dtype == RWG_F32) {
    compare(tensor, by, computed);
    return;
  }
  element *rounded = room(tensor->count, sizeof *rounded);
  for (size_t i = 0; i < tensor->count; i++) rounded[i] = narrow((double)computed[i]);
  compare(tensor, by, rounded);
  free(rounded);
}

/* A row per token as the case has it: a column per pair, or two that are equal. */
static float *widened(const session *s, const rwg_tensor *tensor, const float *row)
{
  const size_t columns = tensor->dims[1];
  float *wide = room(tensor->count, sizeof *wide);
  for (size_t i = 0; i < s->tokens * PAIRS; i++) {
    const channels pair = channels_of(s->columns, i % PAIRS);
    float *out = wide + i / PAIRS * columns;
    if (columns == PAIRS) out[i % PAIRS] = row[i];
    else out[pair.first] = out[pair.second] = row[i];
  }
  return wide;
}

/* Of each pair one column of the case's table; both must be equal. */
static float *narrowed(const session *s, const rwg_tensor *tensor)
{
  const size_t columns = tensor->dims[1];
  float *row = room(s->tokens, PAIRS * sizeof *row);
  for (size_t i = 0; i < s->tokens * PAIRS; i++) {
    const size_t row_at = i / PAIRS * columns, pair = i % PAIRS;
    const channels at = columns == PAIRS ? (channels){ pair, pair } : channels_of(s->columns, pair);
    row[i] = (float)rwg_number(tensor->dtype, tensor->data, row_at + at.first);
    const float other = (float)rwg_number(tensor->dtype, tensor->data, row_at + at.second);
    if (memcmp(&row[i], &other, sizeof other)) {
      stop("%s: token %zu has two values of pair %zu", tensor->name, i / PAIRS, i % PAIRS);
    }
  }
  return row;
}

static const rwg_tensor *table_of(const session *s, const char *name)
{
  const rwg_tensor *tensor = any_tensor(s, name);
  const size_t columns = tensor->n_dims == 2 && tensor->dims[1] == PAIRS ? PAIRS : 2 * PAIRS;
  const rwg_dtype dtype = tensor->dtype == ELEMENT ? ELEMENT : RWG_F32;
  return tensor_of(s, name, dtype, SHAPE(s->tokens, columns));
}

/* cos and sin of all tokens; the case's are kept for the rotations. */
void step_cos_sin(session *s, char *const *words)
{
  const rwg_tensor *tensors[2] = { table_of(s, words[0]), table_of(s, words[1]) };
  const rows free_of_tables = own_rows(s, NULL);
  const size_t n = s->tokens * PAIRS;
  for (size_t r = 0; r < s->n_runners; r++) {
    const rows own = own_rows(s, s->tables[r]);
    float *const computed[2] = { own.cos, own.sin };
    for (size_t i = 0; i < 2; i++) {
      float *wide = widened(s, tensors[i], computed[i]);
      compare_rows(tensors[i], s->runners[r].name, wide);
      free(wide);
    }
    agree("cos from tables", s->runners[r].name, RWG_F32, free_of_tables.cos, own.cos, n);
    agree("sin from tables", s->runners[r].name, RWG_F32, free_of_tables.sin, own.sin, n);
    free_rows(own);
  }
  digest(RWG_F32, free_of_tables.cos, n);
  digest(RWG_F32, free_of_tables.sin, n);
  free_rows(free_of_tables);
  free(s->cos);
  free(s->sin);
  s->cos = narrowed(s, tensors[0]);
  s->sin = narrowed(s, tensors[1]);
}

/* cos and sin side by side, of the tokens from a given one on. */
void step_cis(session *s, char *const *words)
{
  const size_t begin = (size_t)whole_number(words[1], 0), count = any_tensor(s, words[0])->dims[0];
  const rwg_tensor *tensor = tensor_of(s, words[0], RWG_F32, SHAPE(count, PAIRS, 2));
  if (begin > s->tokens || count > s->tokens - begin) {
    stop("%s: tokens %zu to %zu of %zu", words[0], begin, begin + count, s->tokens);
  }
  const float *stored = tensor->data;
  const size_t first = begin * PAIRS, n = count * PAIRS;
  for (size_t r = 0; r < s->n_runners; r++) {
    const rows own = own_rows(s, s->tables[r]);
    float *cis = interleaved((rows){ own.cos + first, own.sin + first }, n);
    compare(tensor, s->runners[r].name, cis);
    free(cis);
    free_rows(own);
  }
  if (!s->cos) s->cos = room(s->tokens, PAIRS * sizeof *s->cos);
  if (!s->sin) s->sin = room(s->tokens, PAIRS * sizeof *s->sin);
  for (size_t i = 0; i < n; i++) {
    s->cos[first + i] = stored[2 * i];
    s->sin[first + i] = stored[2 * i + 1];
  }
}

