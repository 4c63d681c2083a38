/* Checks one model against one golden case.
   In: the path of a case, then steps (case.h). Out: the lines of report.h. Always: a case that
   does not fit its steps stops with one line. */
#include "case.h"

#include <stdio.h>

enum { MOST_TABLE_FLOATS = 1 << 22 }; /* above, rows are computed on the fly only */

void must(M(status) status, const char *what)
{
  if (status != U(OK)) stop("%s: %s", what, M(strerror)(status));
}

rwg_tensor *any_tensor(const session *s, const char *name)
{
  rwg_tensor *tensor = rwg_find(&s->file, name);
  if (!tensor) stop("%s: no such tensor", name);
  return tensor;
}

rwg_tensor *tensor_of(const session *s, const char *name, rwg_dtype dtype, const size_t *dims,
    size_t n_dims)
{
  rwg_tensor *tensor = any_tensor(s, name);
  if (tensor->dtype != dtype) stop("%s: has another type than it should", name);
  if (tensor->n_dims != n_dims) stop("%s: not %zu dimensions", name, n_dims);
  for (size_t d = 0; d < n_dims; d++) {
    if (tensor->dims[d] != dims[d]) {
      stop("%s: dimension %zu is %zu, not %zu", name, d, tensor->dims[d], dims[d]);
    }
  }
  return tensor;
}

int32_t whole_number(const char *word, int32_t least)
{
  char *end;
  const long long value = strtoll(word, &end, 10);
  if (end == word || *end || value < least || value > INT32_MAX) {
    stop("%s: no whole number from %d to %d", word, least, INT32_MAX);
  }
  return (int32_t)value;
}

channels channels_of(const char *pairing, size_t pair)
{
  if (!strcmp(pairing, "half")) return (channels){ pair, pair + PAIRS };
  if (!strcmp(pairing, "interleaved")) return (channels){ 2 * pair, 2 * pair + 1 };
  size_t before = 0; /* half_in_half: pairs of the axes before this one */
#define AXIS(name, pairs, ...) \
  if (pair >= before && pair < before + (pairs)) { \
    return (channels){ before + pair, before + pair + (pairs) }; \
  } \
  before += (pairs);
  U(EACH_AXIS)(AXIS)
#undef AXIS
  stop("pair %zu: the model has no such pair", pair);
}

views views_of(const session *s, const rwg_tensor *tensor, const char *layout, const element *in,
    element *out)
{
  const size_t *dims = tensor->dims, n = s->tokens;
  const int heads_first = !strcmp(layout, "b_h_n_d"), batched = strcmp(layout, "n_h_d");
  if (!heads_first && batched && strcmp(layout, "b_n_h_d")) stop("%s: unknown layout", layout);
  if (tensor->n_dims != (batched ? 4 : 3)) stop("%s: no shape of %s", tensor->name, layout);
  const size_t batch = batched ? *dims++ : 1, heads = heads_first ? dims[0] : dims[1];
  if (tensor->dtype != ELEMENT || dims[heads_first ? 1 : 0] != n || dims[2] != HEAD_DIM) {
    stop("%s: not " TEXT(DTYPE) " of %zu tokens and %d channels", tensor->name, n, HEAD_DIM);
  }
  const ptrdiff_t token = (ptrdiff_t)(heads_first ? HEAD_DIM : heads * HEAD_DIM);
  const ptrdiff_t head = (ptrdiff_t)(heads_first ? n * HEAD_DIM : HEAD_DIM);
  views all = { room(batch, sizeof *all.list), batch };
  for (size_t item = 0; item < batch; item++) {
    const size_t first = item * n * heads * HEAD_DIM;
    all.list[item] = (view){ in + first, out + first, heads, token, head, token, head };
  }
  return all;
}

static void make_tables(session *s)
{
  const size_t floats = U(TABLE_FLOATS);
  for (size_t r = 0; floats <= MOST_TABLE_FLOATS && r < s->n_runners; r++) {
    s->tables[r] = room(floats, sizeof(float));
    must(run_tables(&s->runners[r], s->tables[r], floats), "tables");
    agree("tables", s->runners[r].name, RWG_F32, s->tables[0], s->tables[r], floats);
  }
  if (s->tables[0]) digest(RWG_F32, s->tables[0], floats);
}

static void run_step(session *s, char *line)
{
  static const struct {
    const char *name;
    size_t least; /* words */
    void (*run)(session *s, char *const *words);
  } steps[] = {
#define STEP(name, least) { #name, least, step_##name },
    STEPS(STEP)
#undef STEP
  };
  char **words = room(strlen(line) + 2, sizeof *words);
  size_t n = 0;
  for (char *word = strtok(line, " "); word; word = strtok(NULL, " ")) words[n++] = word;
  for (size_t i = 0; n > 0 && i < sizeof steps / sizeof *steps; i++) {
    if (strcmp(words[0], steps[i].name) || n - 1 < steps[i].least) continue;
    steps[i].run(s, words + 1);
    free(words);
    return;
  }
  stop("%s: no such step of this model, or words are missing", n > 0 ? words[0] : "");
}

int main(int argc, char **argv)
{
  session s = { .pairing = "half", .columns = "half" };
  if (argc < 2) stop("usage: %s CASE STEP...", argv[0]);
  if (!rwg_open(&s.file, argv[1])) stop("%s", s.file.error);
  s.n_runners = runners(s.runners);
  for (size_t r = 0; r < s.n_runners; r++) printf("runner %s\n", s.runners[r].name);
#define LACKING(name, NAME, available) if (!(available)) puts("lacking " #name);
  U(ISAS)(LACKING)
#undef LACKING
  make_tables(&s);
  for (int i = 2; i < argc; i++) run_step(&s, argv[i]);
  report_end();
  for (size_t r = 0; r < s.n_runners; r++) free(s.tables[r]);
#if U(HAS_GRID)
  free(s.grids);
#endif
  free(s.ids);
  free(s.cos);
  free(s.sin);
  rwg_close(&s.file);
  return 0;
}
