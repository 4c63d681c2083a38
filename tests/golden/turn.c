/* The ways to turn: see turn.h. */
#include "turn.h"

rows own_rows(const session *s, const float *tables)
{
  rows own = { room(s->tokens, PAIRS * sizeof(float)), room(s->tokens, PAIRS * sizeof(float)) };
  must(M(cos_sin)(tables, s->ids, s->tokens, own.cos, own.sin, PAIRS), "cos_sin");
  return own;
}

void free_rows(rows gone)
{
  free(gone.cos);
  free(gone.sin);
}

float *interleaved(rows from, size_t n)
{
  float *cis = room(n, 2 * sizeof *cis);
  for (size_t i = 0; i < n; i++) {
    cis[2 * i] = from.cos[i];
    cis[2 * i + 1] = from.sin[i];
  }
  return cis;
}

const char *source_name(source of)
{
  static const char *const names[] = {
    [READY] = "rotate_cos_sin", [CIS] = "rotate_cis", [IDS] = "rotate_ids", [GRID] = "rotate_grid",
  };
  return names[of];
}

int is_offered(const way *w, const runner *by, int in_place)
{
  if (U(HAS_PERMUTES) && by->cuda && in_place) return 0;
  return w->source == CIS ? U(HAS_CIS) : w->source == GRID ? U(HAS_GRID) : 1;
}

static void turn(const session *s, const runner *by, const way *w, const views *v, size_t begin,
    size_t end)
{
  M(status) status = U(EISA);
  switch (w->source) {
  case READY:
    status = run_cos_sin(by, w->rows.cos, w->rows.sin, PAIRS, s->tokens, v->list, v->n, begin, end,
        1);
    break;
  case IDS:
    status = run_ids(by, w->tables, s->ids, s->tokens, v->list, v->n, begin, end, 1);
    break;
#if U(HAS_CIS)
  case CIS:
    status = run_cis(by, w->cis, 2 * PAIRS, s->tokens, v->list, v->n, begin, end, 1);
    break;
#endif
#if U(HAS_GRID)
  case GRID:
    status = run_sequence(by, w->tables, &s->sequence, v->list, v->n, begin, end, 1);
    break;
#endif
  default: break;
  }
  must(status, source_name(w->source));
}

element *turned(const session *s, const runner *by, const way *w, const rwg_tensor *x,
    const char *layout, int in_place)
{
  element *out = room(x->count, sizeof *out);
  if (in_place) memcpy(out, x->data, x->count * sizeof *out);
  const views v = views_of(s, x, layout, in_place ? out : x->data, out);
  turn(s, by, w, &v, 0, s->tokens / 3);
  turn(s, by, w, &v, s->tokens / 3, s->tokens);
  free(v.list);
  return out;
}
