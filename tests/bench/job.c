/* See job.h. */
#define _POSIX_C_SOURCE 200809L
#include "job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "element.h"
#include "options.h"

_Noreturn void stop(const char *what, const char *why)
{
  progress_done();
  fprintf(stderr, "%s %s: %s: %s\n", MODEL_NAME, DTYPE_NAME, what, why);
  exit(1);
}

void must(M(status) status, const char *what)
{
  if (status != U(OK)) stop(what, M(strerror)(status));
}

void *memory_for(size_t count, size_t size)
{
  void *memory = NULL;
  if (posix_memalign(&memory, 64, count * size)) stop("memory", "there is not enough");
  return memory;
}

/* Elements of an item of the batch. */
static size_t item_elements(const job *j)
{
  const size_t heads = j->q_heads + (j->layout == QKV ? 2 : 1) * j->k_heads;
  return j->tokens * heads * U(HEAD_DIM);
}

/* q or k from element `first` on; `row` elements from token to token, unless heads come first. */
static void add_view(job *j, size_t first, size_t heads, size_t row)
{
  const size_t dim = U(HEAD_DIM);
  const int heads_first = j->layout == B_H_N_D;
  const ptrdiff_t token = (ptrdiff_t)(heads_first ? dim : row);
  const ptrdiff_t head = (ptrdiff_t)(heads_first ? j->tokens * dim : dim);
  j->views[j->n_views++] = (T(view)){
    j->x + first, j->result + first, heads, token, head, token, head,
  };
}

/* q and k of an item of the batch, which begins at element `q`. */
static void add_item(job *j, size_t q)
{
  const size_t q_row = j->q_heads * U(HEAD_DIM), k_row = j->k_heads * U(HEAD_DIM);
  if (j->layout == QKV) {
    add_view(j, q, j->q_heads, q_row + 2 * k_row);
    add_view(j, q + q_row, j->k_heads, q_row + 2 * k_row);
  } else {
    add_view(j, q, j->q_heads, q_row);
    add_view(j, q + j->tokens * q_row, j->k_heads, k_row);
  }
}

range job_share(const job *j, size_t thread)
{
  const size_t threads = crew_size();
  return (range){ j->tokens * thread / threads, j->tokens * (thread + 1) / threads };
}

range job_range(const job *j)
{
  return job_share(j, crew_index());
}

/* A view's part of a thread's share; in packed qkv that of q and k, which are neighbours. */
static runs runs_of(const job *j, const T(view) *v, range tokens)
{
  const size_t n = tokens.end - tokens.begin, head = U(HEAD_DIM) * sizeof(element);
  element *first = j->x + (v->in - j->x) + (ptrdiff_t)tokens.begin * v->in_token;
  const size_t token_stride = (size_t)v->in_token * sizeof(element);
  switch (j->layout) {
  case B_H_N_D: return (runs){ first, n * head, v->heads, (size_t)v->in_head * sizeof(element) };
  case QKV: return (runs){ first, (j->q_heads + j->k_heads) * head, n, token_stride };
  default: return (runs){ first, n * token_stride, 1, 0 };
  }
}

static void share_memory(job *j)
{
  for (size_t thread = 0; thread < crew_size(); thread++) {
    share *own = &j->memory[thread];
    for (size_t i = 0; i < j->n_views; i += j->layout == QKV ? 2 : 1) {
      own->list[own->n++] = runs_of(j, &j->views[i], job_share(j, thread));
    }
  }
}

/* Either sign, from 1/16 to 1: in each type such that four bytes are an ordinary float too. */
static void draw_numbers(job *j)
{
  uint32_t state = 1;
  for (size_t i = 0; i < NUMBERS; i++) {
    state = state * 1664525u + 1013904223u;
    const double magnitude = 0x1p-4 + (double)(state >> 9) * 0x0.fp-23;
    j->numbers[i] = narrow(state >> 8 & 1 ? -magnitude : magnitude);
  }
}

void job_start(job *j, int argc, char **argv, const struct option *own,
    void (*take)(int option, const char *value))
{
  *j = (job){ .q_heads = 16, .batch = 1, .seconds = 3 };
#if U(HAS_GRID)
  j->grid = (M(grid)){ 1, 16, 16 };
  j->sequence.grids = &j->grid;
  j->sequence.n_grids = 1;
#else
  j->sequence.tokens = 256;
#endif
#if U(HAS_TEXT_START)
  j->sequence.text_start = U(TEXT_START_RULE);
#endif
  job_options(j, argc, argv, own, take);
  if (2 * j->batch > MOST_VIEWS) stop("--batch", "has too many items");
  if (!j->k_heads) j->k_heads = j->q_heads;
  must(M(tokens)(&j->sequence, &j->tokens), "tokens");
  j->ids = memory_for(j->tokens * U(AXES), sizeof *j->ids);
  must(M(ids)(&j->sequence, j->ids, j->tokens), "ids");
  j->elements = j->batch * item_elements(j);
  j->x = memory_for(j->elements, sizeof *j->x);
  j->result = j->out_of_place ? memory_for(j->elements, sizeof *j->x) : j->x;
  for (size_t item = 0; item < j->batch; item++) add_item(j, item * item_elements(j));
  share_memory(j);
  draw_numbers(j);
  job_fill(j);
}

void job_end(job *j)
{
  free(j->ids);
  if (j->out_of_place) free(j->result);
  free(j->x);
}

void job_fill(const job *j)
{
  for (size_t i = 0; i < j->elements; i += NUMBERS) {
    const size_t rest = j->elements - i, n = rest < NUMBERS ? rest : NUMBERS;
    memcpy(j->x + i, j->numbers, n * sizeof *j->x);
    if (j->out_of_place) memcpy(j->result + i, j->numbers, n * sizeof *j->x);
  }
}

static void fill(const void *of)
{
  job_fill(of);
}

static limit limit_of(limit_kind kind, const job *j, double seconds)
{
  const ptrdiff_t shift = kind == SCALED_COPY ? (char *)j->result - (char *)j->x : 0;
  job_fill(j);
  return best_limit(kind, j->memory, shift, seconds, job_sample_ns(j));
}

limit job_limit(const job *j, double seconds)
{
  return limit_of(j->out_of_place ? SCALED_COPY : SCALE, j, seconds);
}

limit job_limit_in_place(const job *j, double seconds)
{
  return limit_of(SCALE, j, seconds);
}

candidate job_limit_candidate(const job *j, const limit *way, const char *name)
{
  const int drifts = !j->out_of_place && sizeof(element) < sizeof(float);
  return (candidate){
    .name = name, .work = limit_work, .of = way, .before = drifts ? fill : NULL, .whose = j,
  };
}

void job_print(const job *j)
{
  const char *place = j->out_of_place ? ", out of place" : "";
  printf("title=%s %s: %zu x %zu tokens, %zu and %zu heads of %d, %s%s; q and k %.1f MiB; "
      "threads: %zu\t", MODEL_NAME, DTYPE_NAME, j->batch, j->tokens, j->q_heads, j->k_heads,
      U(HEAD_DIM), layout_names[j->layout], place, job_mib(j), crew_size());
  printf("model=%s\ttype=%s\tbatch=%zu\ttokens=%zu\tq_heads=%zu\tk_heads=%zu\thead_dim=%d\t"
      "layout=%s\tin_place=%d\tthreads=%zu", MODEL_NAME, DTYPE_NAME, j->batch, j->tokens,
      j->q_heads, j->k_heads, U(HEAD_DIM), layout_names[j->layout], !j->out_of_place, crew_size());
}

double job_mib(const job *j)
{
  const size_t heads = j->q_heads + j->k_heads;
  return (double)(j->batch * j->tokens * heads * U(HEAD_DIM) * sizeof(element)) / (1 << 20);
}

double job_sample_ns(const job *j)
{
  if (job_mib(j) >= 1) return 1e6;
  return crew_size() > 1 ? 500e3 : 50e3;
}
