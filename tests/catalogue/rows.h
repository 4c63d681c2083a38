/* A part of check.c (one unit compiles faster for a hundred models): tokens' positions, and their
   rows against the pairs. In: nothing. Out: ids, row_cos and row_sin. Always: the rows are near
   the pairs' cos and sin, or the program ends. */
#ifndef ROPEWALK_TESTS_CATALOGUE_ROWS_H
#define ROPEWALK_TESTS_CATALOGUE_ROWS_H

#include "shared.h"

#if U(HAS_IDS)
/* A rounding to float is at most this part of a number. */
static const double rounding = 0x1p-24;

/* Fails unless got is within allowed of want; NaN is not. */
static void require_near(double got, double want, double allowed, const char *what, size_t token,
    size_t pair)
{
  if (fabs(got - want) <= allowed) return;
  wrong("%s of token %zu, pair %zu: %a, want %a within %a", what, token, pair, got, want, allowed);
}

/* Both limits and their neighbours, small numbers of either sign, and random ones: as many small
   as large. Axes go through them at different tokens. */
static double position_of(size_t token, const axis_fact *axis)
{
  const double first = axis->position_min, last = axis->position_max;
  const double few[] = { first, last, first + 1, last - 1, 0, 1, -1, 2, -2, 3, 7, -64, 100, 255 };
  const size_t n = sizeof few / sizeof *few;
  const size_t i = (token + 5 * (size_t)(axis - axis_facts)) % (3 * n);
  double position = first + (last - first) * random_fraction();
  if (i < n) position = few[i];
  else if (i < 2 * n) position = ldexp(position, -(int)(random_fraction() * 20));
  if (!facts.fractional) position = floor(position);
  return fmin(fmax(position, first), last);
}

/* How far computing an angle can lead away from the real one: what its frequency is in doubt, the
   rounding of the position and that of the product; all in float32, or exactly: in doubles. */
static double angle_error(double angle, const pair_fact *pair)
{
  return fabs(angle) * (pair->doubt + 2) * (facts.exact ? 0x1p-53 : rounding * (1 + 0x1p-20));
}

/* Correctly rounded cos and sin of an angle: one rounding; with an attention factor the rounding of
   that factor and of the product too. */
static double row_error(double want, double factor)
{
  return fabs(want) * (fabs(factor) == 1 ? 1 : 3) * rounding * (1 + 0x1p-20);
}

/* Rows are of the float angles that the model states, except exact ones. An exact angle's phase
   ends with its 64 bits, and reference.lua's doubles with theirs. */
static void check_row(size_t token, size_t j, float stated_angle)
{
  const pair_fact *pair = &pair_facts[j];
  const double real = (double)ids[token * AXES + pair->axis] * pair->frequency;
  const double error = angle_error(real, pair);
  const double stated = (double)stated_angle, angle = facts.exact ? real : stated;
  const double slack = facts.exact ? (error + 0x1p-50) * fabs(facts.cos_factor) : 0;
  const double want_cos = facts.cos_factor * cos(angle), want_sin = facts.sin_factor * sin(angle);
  require_near(stated, real, error + (facts.exact ? fabs(real) * rounding : 0), "angle", token, j);
  require_near((double)row_cos[token * STRIDE + j], want_cos,
      row_error(want_cos, facts.cos_factor) + slack, "cos", token, j);
  require_near((double)row_sin[token * STRIDE + j], want_sin,
      row_error(want_sin, facts.sin_factor) + slack, "sin", token, j);
}

static void make_rows(void)
{
  static float angles[TOKENS * PAIRS];
  for (size_t i = 0; i < TOKENS * AXES; i++) {
    ids[i] = (M(position))position_of(i / AXES, &axis_facts[i % AXES]);
  }
  require_status(M(cos_sin)(NULL, ids, TOKENS, row_cos, row_sin, STRIDE), U(OK), "cos_sin",
      "the model");
  require_status(M(angles)(ids, TOKENS, angles), U(OK), "angles", "the model");
  for (size_t i = 0; i < TOKENS * PAIRS; i++) check_row(i / PAIRS, i % PAIRS, angles[i]);
}
#else
static void make_rows(void)
{
  for (size_t i = 0; i < TOKENS * STRIDE; i++) {
    row_cos[i] = (float)random_number();
    row_sin[i] = (float)random_number();
  }
}
#endif

#if U(HAS_TABLES)
/* A runner's own tables hold the rows that are computed without. */
static void make_tables(const runner *r)
{
  static float cos_of[TOKENS * STRIDE], sin_of[TOKENS * STRIDE];
  if (!tables) tables = malloc(U(TABLE_FLOATS) * sizeof *tables);
  if (!tables) wrong("no memory for tables of %zu floats", U(TABLE_FLOATS));
  memset(tables, 0xff, U(TABLE_FLOATS) * sizeof *tables);
  require_status(run_tables(r, tables, U(TABLE_FLOATS)), U(OK), "tables", r->name);
  require_status(M(cos_sin)(tables, ids, TOKENS, cos_of, sin_of, STRIDE), U(OK), "cos_sin",
      r->name);
  if (memcmp(cos_of, row_cos, sizeof row_cos) || memcmp(sin_of, row_sin, sizeof row_sin)) {
    wrong("tables by %s: other rows than without tables", r->name);
  }
}
#endif
#endif
