/* See job.h. Compiled per model. */
#define _POSIX_C_SOURCE 200809L
#include "job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const layouts[] = {
  [N_H_D] = "n_h_d", [B_H_N_D] = "b_h_n_d", [N_3_H_D] = "n_3_h_d",
};

_Noreturn void stop(const char *what, const char *why)
{
  progress_done();
  fprintf(stderr, "%s: %s: %s\n", MODEL_NAME, what, why);
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

static size_t whole(const char *text, const char *option)
{
  char *end;
  const unsigned long value = strtoul(text, &end, 10);
  if (*end || end == text || value == 0) stop(option, "give a whole number from 1");
  return value;
}

static layout layout_named(const char *name)
{
  for (layout l = N_H_D; l <= N_3_H_D; l++) {
    if (!strcmp(name, layouts[l])) return l;
  }
  stop("--layout", "give n_h_d, b_h_n_d or n_3_h_d");
}

static void set_grid(job *j, const char *text)
{
  if (sscanf(text, "%ux%ux%u", &j->grid.t, &j->grid.h, &j->grid.w) != 3) {
    stop("--grid", "give frames, rows and columns, as in 1x64x64");
  }
}

static void set_text(job *j, const char *text)
{
#if U(HAS_TEXT)
  j->sequence.text_tokens = whole(text, "--text");
#else
  (void)j;
  (void)text;
  stop("--text", "this model has none");
#endif
}

static void set_windowed(job *j)
{
#if U(HAS_WINDOW)
  j->sequence.order = U(WINDOWED);
#else
  (void)j;
  stop("--windowed", "this model has no windows");
#endif
}

static void read_options(job *j, int argc, char **argv, const struct option *own,
    void (*take)(int option, const char *value))
{
  enum { OPTIONS = 6, MOST_OPTIONS = 16 };
  struct option all[MOST_OPTIONS] = {
    { "grid", required_argument, NULL, 'g' }, { "text", required_argument, NULL, 't' },
    { "windowed", no_argument, NULL, 'w' }, { "heads", required_argument, NULL, 'h' },
    { "batch", required_argument, NULL, 'b' }, { "layout", required_argument, NULL, 'l' },
  };
  for (size_t i = OPTIONS; own->name; i++) all[i] = *own++;
  for (int option; (option = getopt_long(argc, argv, "", all, NULL)) != -1;) {
    switch (option) {
    case 'g': set_grid(j, optarg); break;
    case 't': set_text(j, optarg); break;
    case 'w': set_windowed(j); break;
    case 'h': j->heads = whole(optarg, "--heads"); break;
    case 'b': j->batch = whole(optarg, "--batch"); break;
    case 'l': j->layout = layout_named(optarg); break;
    case '?': exit(1);
    default: take(option, optarg);
    }
  }
  if (optind < argc) stop(argv[optind], "is no option");
  if (2 * j->batch > MOST_VIEWS) stop("--batch", "has too many items");
}

static size_t sides(const job *j)
{
  return j->layout == N_3_H_D ? 3 : 2;
}

/* q and k of an item, turned in place. */
static void add_item(job *j, size_t item)
{
  const size_t row = j->heads * U(HEAD_DIM), side = j->tokens * row;
  const struct { size_t k, token, head; } strides[] = {
    [N_H_D] = { side, row, U(HEAD_DIM) },
    [B_H_N_D] = { side, U(HEAD_DIM), j->tokens * U(HEAD_DIM) },
    [N_3_H_D] = { row, 3 * row, U(HEAD_DIM) },
  };
  const ptrdiff_t token = (ptrdiff_t)strides[j->layout].token;
  const ptrdiff_t head = (ptrdiff_t)strides[j->layout].head;
  float *q = j->x + item * sides(j) * side, *k = q + strides[j->layout].k;
  j->views[j->n_views++] = (M(view_f32)){ q, q, j->heads, token, head, token, head };
  j->views[j->n_views++] = (M(view_f32)){ k, k, j->heads, token, head, token, head };
  j->memory[j->n_memory++] = j->layout == N_3_H_D
    ? (runs){ q, 2 * row, j->tokens, 3 * row } : (runs){ q, 2 * side, 1, 0 };
}

void job_start(job *j, int argc, char **argv, const struct option *own,
    void (*take)(int option, const char *value))
{
  *j = (job){ .grid = { 1, 16, 16 }, .heads = 16, .batch = 1 };
  j->sequence.grids = &j->grid;
  j->sequence.n_grids = 1;
#if U(HAS_TEXT)
  j->sequence.text_start = U(TEXT_START_RULE);
#endif
  read_options(j, argc, argv, own, take);
  must(M(tokens)(&j->sequence, &j->tokens), "tokens");
  j->ids = memory_for(j->tokens * U(AXES), sizeof *j->ids);
  must(M(ids)(&j->sequence, j->ids, j->tokens), "ids");
  j->floats = j->batch * sides(j) * j->tokens * j->heads * U(HEAD_DIM);
  j->x = memory_for(j->floats, sizeof *j->x);
  for (size_t item = 0; item < j->batch; item++) add_item(j, item);
  job_refill(j);
}

void job_end(job *j)
{
  free(j->ids);
  free(j->x);
}

/* Numbers in [-1, 1). */
void job_refill(job *j)
{
  uint32_t state = 1;
  for (size_t i = 0; i < j->floats; i++) {
    state = state * 1664525u + 1013904223u;
    j->x[i] = (float)(state >> 8) * 0x1p-23f - 1;
  }
}

const char *job_layout(const job *j)
{
  return layouts[j->layout];
}

double job_mib(const job *j)
{
  const size_t floats = 2 * j->batch * j->tokens * j->heads * U(HEAD_DIM);
  return (double)(floats * sizeof(float)) / (1 << 20);
}

double job_sample_ns(const job *j)
{
  return job_mib(j) < 1 ? 50e3 : 1e6;
}
