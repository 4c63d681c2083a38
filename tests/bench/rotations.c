/* See rotations.h. */
#include "rotations.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "element.h"

static void work_ids(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  const range own = job_range(j);
  must(run_ids(&r->by, r->tables, j->ids, j->tokens, j->views, j->n_views, own.begin, own.end, 1),
      "ids");
}

static void work_sequence(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  const range own = job_range(j);
  must(run_sequence(&r->by, r->tables, &j->sequence, j->views, j->n_views, own.begin, own.end, 1),
      "sequence");
}

static void work_cos_sin(const void *of)
{
  const rotation *r = of;
  const job *j = r->job;
  const range own = job_range(j);
  must(run_cos_sin(&r->by, r->ready.cos, r->ready.sin, U(PAIRS), j->tokens, j->views, j->n_views,
      own.begin, own.end, 1), "cos_sin");
}

static void work_naive(const void *of)
{
  const rotation *r = of;
  r->naive->work(r->views[crew_index()], r->job->n_views);
}

/* Adds a copy of r, under a name. */
static rotation *add(rotations *all, void (*work)(const void *), const rotation *r,
    const char *who, const char *how)
{
  const size_t i = all->n++;
  snprintf(all->names[i], sizeof all->names[i], "%s%s%s", who, *how ? " " : "", how);
  all->of[i] = *r;
  all->list[i] = (candidate){ .name = all->names[i], .work = work, .of = &all->of[i] };
  return &all->of[i];
}

static void rotate_once(const candidate *one, const job *j)
{
  job_fill(j);
  crew_time(one->work, one->of, 1);
}

/* Whether the last candidate has the bits of the reference. */
static int has_bits(const rotations *all, const job *j, const element *reference)
{
  rotate_once(&all->list[all->n - 1], j);
  return !memcmp(j->result, reference, j->elements * sizeof *reference);
}

static void add_isa(rotations *all, const rotation *r, const element *reference)
{
  static const struct { void (*work)(const void *); const char *how; int on_the_fly; } ways[] = {
    { work_ids, "ids", 0 }, { work_sequence, TEXT(U(RULE)), 0 },
    { work_cos_sin, "cos and sin", 0 }, { work_ids, "no tables", 1 },
  };
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    rotation *one = add(all, ways[i].work, r, r->by.name, ways[i].how);
    if (ways[i].on_the_fly) one->tables = NULL;
    if (!has_bits(all, r->job, reference)) stop(all->names[all->n - 1], "is not as scalar");
  }
}

static void view_naively(naive_view (*views)[MOST_VIEWS], const job *j, rows own)
{
  for (size_t thread = 0; thread < crew_size(); thread++) {
    const range part = job_share(j, thread);
    const float *cos = own.cos + part.begin * U(PAIRS), *sin = own.sin + part.begin * U(PAIRS);
    for (size_t i = 0; i < j->n_views; i++) {
      const T(view) *v = &j->views[i];
      views[thread][i] = (naive_view){
        v->out + (ptrdiff_t)part.begin * v->out_token, part.end - part.begin, v->heads,
        v->out_token, v->out_head, cos, sin,
      };
    }
  }
}

/* The naive loop that gives the model's bits, with the head dim a constant or not. */
static int add_naive(rotations *all, const rotation *r, int at_run_time, const element *reference)
{
  naive_view (*views)[MOST_VIEWS] = all->naive_views[at_run_time];
  for (size_t i = 0; i < n_naive_ways; i++) {
    const naive_way *way = &naive_ways[i];
    if (way->at_run_time != at_run_time) continue;
    rotation *one = add(all, work_naive, r, way->name, at_run_time ? "any dim" : "");
    one->naive = way;
    one->views = views;
    view_naively(views, r->job, way->rounds_rows ? all->rounded : all->ready);
    if (has_bits(all, r->job, reference)) return 1;
    all->n--;
  }
  return 0;
}

static rows rows_of(const job *j, const float *tables)
{
  const size_t n = j->tokens * U(PAIRS);
  const rows to = { memory_for(n, sizeof(float)), memory_for(n, sizeof(float)) };
  must(M(cos_sin)(tables, j->ids, j->tokens, to.cos, to.sin, U(PAIRS)), "cos_sin");
  return to;
}

/* A token's rotation as rows: row i is what a 1 in channel i becomes, so that the numbers are those
   of the tables, whatever the model does with them. */
static void find_matrix(const job *j, const float *tables, size_t token, float *matrix)
{
  enum { DIM = U(HEAD_DIM) };
  const M(view_f32) ones = { matrix, matrix, DIM, DIM * DIM, DIM, DIM * DIM, DIM };
  memset(matrix, 0, sizeof(float) * DIM * DIM);
  for (size_t i = 0; i < DIM; i++) matrix[i * DIM + i] = 1;
  must(M(rotate_ids_f32)(tables, j->ids + token * U(AXES), 1, &ones, 1, 0, 1, 1, U(SCALAR)),
      "ids of one token");
}

static double head_error(const float *matrix, const job *j, const element *in, const element *got)
{
  enum { DIM = U(HEAD_DIM) };
  double exact[DIM] = { 0 }, most = 0;
  const size_t first = (size_t)(in - j->x);
  for (size_t i = 0; i < DIM; i++) {
    const double x = (double)wide(j->numbers[(first + i) % NUMBERS]);
    for (size_t c = 0; c < DIM; c++) exact[c] += (double)matrix[i * DIM + c] * x;
  }
  for (size_t c = 0; c < DIM; c++) most = fmax(most, fabs((double)wide(got[c]) - exact[c]));
  return most;
}

/* Of the rotated job, over tokens spread evenly. */
static double max_error(const job *j, const float *tables)
{
  enum { SOME = 64 };
  float *matrix = memory_for(U(HEAD_DIM), U(HEAD_DIM) * sizeof *matrix);
  const size_t n = j->tokens < SOME ? j->tokens : SOME;
  double most = 0;
  for (size_t i = 0; i < n; i++) {
    const size_t token = i * j->tokens / n;
    find_matrix(j, tables, token, matrix);
    for (size_t side = 0; side < j->n_views; side++) {
      const T(view) *v = &j->views[side];
      for (size_t head = 0; head < v->heads; head++) {
        const ptrdiff_t in = (ptrdiff_t)token * v->in_token + (ptrdiff_t)head * v->in_head;
        const ptrdiff_t out = (ptrdiff_t)token * v->out_token + (ptrdiff_t)head * v->out_head;
        most = fmax(most, head_error(matrix, j, v->in + in, v->out + out));
      }
    }
  }
  free(matrix);
  return most;
}

void rotations_start(rotations *all, const job *j)
{
  runner list[MOST_RUNNERS];
  const size_t n = runners(list);
  all->n = 0;
  all->tables = memory_for(U(TABLE_FLOATS), sizeof *all->tables);
  must(run_tables(&list[n - 1], all->tables, U(TABLE_FLOATS)), "tables");
  all->ready = rows_of(j, all->tables);
  all->rounded = rows_of(j, all->tables);
  naive_round(all->rounded.cos, j->tokens * U(PAIRS));
  naive_round(all->rounded.sin, j->tokens * U(PAIRS));
  rotation r = { .job = j, .by = list[0], .tables = all->tables, .ready = all->ready };
  rotate_once(&(candidate){ .work = work_ids, .of = &r }, j);
  element *reference = memory_for(j->elements, sizeof *reference);
  memcpy(reference, j->result, j->elements * sizeof *reference);
  all->max_error = max_error(j, all->tables);
  for (size_t i = n > 1; i < n; i++) {
    r.by = list[i];
    add_isa(all, &r, reference);
  }
  if (!j->out_of_place) {
    if (!add_naive(all, &r, 0, reference)) stop("naive", "no loop has this model's bits");
    add_naive(all, &r, 1, reference);
  }
  free(reference);
}

void rotations_end(rotations *all)
{
  free(all->rounded.cos);
  free(all->rounded.sin);
  free(all->ready.cos);
  free(all->ready.sin);
  free(all->tables);
}
