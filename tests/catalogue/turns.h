/* A part of check.c: one rotation of all heads against the pairs. In: a runner, a way to turn, rows
   that rows.h made. Always: what is left in memory has the bits of the first turn in its direction,
   and those are near the pairs' products and sums, or the program ends. */
#ifndef ROPEWALK_TESTS_CATALOGUE_TURNS_H
#define ROPEWALK_TESTS_CATALOGUE_TURNS_H

#include "shared.h"

typedef M(view_f32) view;

/* Where the rows of a rotation come from. */
typedef enum { READY, CIS, FROM_TABLES, COMPUTED, SOURCES } source;
static const char *const source_names[] = { "rotate_cos_sin", "rotate_cis",
  "rotate_ids with tables", "rotate_ids without tables" };

typedef struct {
  source source;
  int in_place, direction;
} turn;

static int is_offered(source of)
{
  return of == READY || (of == CIS && U(HAS_CIS)) || (of == FROM_TABLES && U(HAS_TABLES))
    || (of == COMPUTED && U(HAS_IDS));
}

/* Turns heads that stand `in_token` and `out_token` floats apart from token to token. */
static model_status run_turn(const runner *r, const turn *t, const float *in, ptrdiff_t in_token,
    float *out, ptrdiff_t out_token)
{
  const ptrdiff_t k = Q_HEADS * HEAD_DIM;
  const view views[VIEWS] = {
    { in, out, Q_HEADS, in_token, HEAD_DIM, out_token, HEAD_DIM },
    { in + k, out + k, K_HEADS, in_token, HEAD_DIM, out_token, HEAD_DIM },
  };
  switch (t->source) {
  case READY:
    return run_cos_sin(r, row_cos, row_sin, STRIDE, TOKENS, views, VIEWS, BEGIN, END,
        t->direction);
#if U(HAS_CIS)
  case CIS:
    return run_cis(r, row_cis, CIS_STRIDE, TOKENS, views, VIEWS, BEGIN, END, t->direction);
#endif
#if U(HAS_TABLES)
  case FROM_TABLES:
    return run_ids(r, tables, ids, TOKENS, views, VIEWS, BEGIN, END, t->direction);
#endif
#if U(HAS_IDS)
  case COMPUTED:
    return run_ids(r, NULL, ids, TOKENS, views, VIEWS, BEGIN, END, t->direction);
#endif
  default: return U(EISA);
  }
}

/* One head as it is to be, within products and a sum that are rounded one by one; channels that no
   pair writes are copies. */
static void check_head(const float *in, const float *out, size_t token, int direction)
{
  int written[HEAD_DIM] = { 0 };
  for (size_t j = 0; j < PAIRS; j++) {
    const pair_fact *pair = &pair_facts[j];
    const double a = (double)in[pair->in[0]], b = (double)in[pair->in[1]];
    const double c = (double)row_cos[token * STRIDE + j];
    const double s = direction * (double)row_sin[token * STRIDE + j];
    require_near((double)out[pair->out[0]], a * c - b * s,
        2 * rounding * (fabs(a * c) + fabs(b * s)), "first channel", token, j);
    require_near((double)out[pair->out[1]], b * c + a * s,
        2 * rounding * (fabs(b * c) + fabs(a * s)), "second channel", token, j);
    written[pair->out[0]]++;
    written[pair->out[1]]++;
  }
  for (size_t channel = 0; channel < HEAD_DIM; channel++) {
    if (written[channel] > 1) wrong("channel %zu is written by two pairs", channel);
    if (written[channel] || memcmp(&in[channel], &out[channel], sizeof *in) == 0) continue;
    wrong("channel %zu of token %zu: %a, want %a, as it was", channel, token,
        (double)out[channel], (double)in[channel]);
  }
}

/* The memory that any turn leaves: turned heads, and all else as it was. Those heads are of the
   first turn in this direction, once they are as the pairs say. */
static void check_turned(const runner *r, const turn *t, const float *before, const float *out,
    size_t out_token)
{
  static float truth[2][TOKENS * HEADS * HEAD_DIM];
  static int is_known[2];
  const size_t which = t->direction < 0, head = HEAD_DIM, heads = HEADS * head;
  for (size_t token = BEGIN; token < END && !is_known[which]; token++) {
    memcpy(&truth[which][token * heads], out + token * out_token, heads * sizeof *out);
    for (size_t at = 0; at < heads; at += head) {
      check_head(x + token * IN_TOKEN + at, out + token * out_token + at, token, t->direction);
    }
  }
  is_known[which] = 1;
  for (size_t i = 0; i < TOKENS * out_token; i++) {
    const size_t token = i / out_token, at = i % out_token;
    const int is_turned = token >= BEGIN && token < END && at < heads;
    const float want = is_turned ? truth[which][token * heads + at] : before[i];
    if (memcmp(&out[i], &want, sizeof want) == 0) continue;
    wrong("%s by %s, direction %d, %s: %a at %zu of token %zu, want %a", source_names[t->source],
        r->name, t->direction, t->in_place ? "in place" : "out of place", (double)out[i], at,
        token, (double)want);
  }
}

/* Where results stand in other channels than they are read from, the inverse is another model, and
   threads of a device cannot work in place. */
static model_status due_status(const runner *r, const turn *t)
{
  if (!FACT_PERMUTES) return U(OK);
  if (t->direction < 0) return U(ESIZE);
  return r->cuda && t->in_place ? U(EOVERLAP) : U(OK);
}

static void check_turn(const runner *r, const turn *t)
{
  static float before[TOKENS * OUT_TOKEN], out[TOKENS * OUT_TOKEN];
  const ptrdiff_t out_token = t->in_place ? IN_TOKEN : OUT_TOKEN;
  if (t->in_place) memcpy(before, x, sizeof x);
  else random_floats(before, TOKENS * OUT_TOKEN);
  memcpy(out, before, sizeof out);
  const model_status status = run_turn(r, t, t->in_place ? out : x, IN_TOKEN, out, out_token);
  require_status(status, due_status(r, t), source_names[t->source], r->name);
  if (status != U(OK)) {
    if (memcmp(out, before, sizeof out)) wrong("%s wrote what it refused", r->name);
    return;
  }
  check_turned(r, t, before, out, (size_t)out_token);
}
#endif
