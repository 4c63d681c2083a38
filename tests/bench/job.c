/* See job.h. */
#define _POSIX_C_SOURCE 200809L
#include "job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "element.h"

static const char *const layouts[] = {
  [N_H_D] = "n_h_d", [B_H_N_D] = "b_h_n_d", [QKV] = "qkv",
};

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

static size_t whole(const char *text, const char *option)
{
  char *end;
  const unsigned long value = strtoul(text, &end, 10);
  if (*end || end == text || value == 0) stop(option, "give a whole number from 1");
  return value;
}

static layout layout_named(const char *name)
{
  for (layout l = N_H_D; l <= QKV; l++) {
    if (!strcmp(name, layouts[l])) return l;
  }
  stop("--layout", "give n_h_d, b_h_n_d or qkv");
}

static void set_grid(job *j, const char *text)
{
#if U(HAS_GRID)
  if (sscanf(text, "%ux%ux%u", &j->grid.t, &j->grid.h, &j->grid.w) != 3) {
    stop("--grid", "give frames, rows and columns, as in 1x64x64");
  }
#else
  (void)j;
  (void)text;
  stop("--grid", "this model has no grids");
#endif
}

static void set_tokens(job *j, const char *text)
{
#if U(HAS_GRID)
  (void)j;
  (void)text;
  stop("--tokens", "this model has grids");
#else
  j->sequence.tokens = whole(text, "--tokens");
#endif
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
  enum { OPTIONS = 9, MOST_OPTIONS = 16 };
  struct option all[MOST_OPTIONS] = {
    { "grid", required_argument, NULL, 'g' }, { "text", required_argument, NULL, 't' },
    { "windowed", no_argument, NULL, 'w' }, { "tokens", required_argument, NULL, 'n' },
    { "heads", required_argument, NULL, 'h' }, { "k-heads", required_argument, NULL, 'k' },
    { "batch", required_argument, NULL, 'b' }, { "layout", required_argument, NULL, 'l' },
    { "out-of-place", no_argument, NULL, 'o' },
  };
  for (size_t i = OPTIONS; own->name; i++) all[i] = *own++;
  for (int option; (option = getopt_long(argc, argv, "", all, NULL)) != -1;) {
    switch (option) {
    case 'g': set_grid(j, optarg); break;
    case 't': set_text(j, optarg); break;
    case 'w': set_windowed(j); break;
    case 'n': set_tokens(j, optarg); break;
    case 'h': j->q_heads = whole(optarg, "--heads"); break;
    case 'k': j->k_heads = whole(optarg, "--k-heads"); break;
    case 'b': j->batch = whole(optarg, "--batch"); break;
    case 'l': j->layout = layout_named(optarg); break;
    case 'o': j->out_of_place = 1; break;
    case '?': exit(1);
    default: take(option, optarg);
    }
  }
  if (optind < argc) stop(argv[optind], "is no option");
  if (2 * j->batch > MOST_VIEWS) stop("--batch", "has too many items");
  if (!j->k_heads) j->k_heads = j->q_heads;
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
  const size_t bytes = (q_row + k_row) * sizeof *j->x, row = q_row + 2 * k_row;
  if (j->layout == QKV) {
    add_view(j, q, j->q_heads, row);
    add_view(j, q + q_row, j->k_heads, row);
    j->memory[j->n_memory++] = (runs){ j->x + q, bytes, j->tokens, row * sizeof *j->x };
  } else {
    add_view(j, q, j->q_heads, q_row);
    add_view(j, q + j->tokens * q_row, j->k_heads, k_row);
    j->memory[j->n_memory++] = (runs){ j->x + q, j->tokens * bytes, 1, 0 };
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
  *j = (job){ .q_heads = 16, .batch = 1 };
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
  read_options(j, argc, argv, own, take);
  must(M(tokens)(&j->sequence, &j->tokens), "tokens");
  j->ids = memory_for(j->tokens * U(AXES), sizeof *j->ids);
  must(M(ids)(&j->sequence, j->ids, j->tokens), "ids");
  j->elements = j->batch * item_elements(j);
  j->x = memory_for(j->elements, sizeof *j->x);
  j->result = j->out_of_place ? memory_for(j->elements, sizeof *j->x) : j->x;
  for (size_t item = 0; item < j->batch; item++) add_item(j, item * item_elements(j));
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

limit job_limit(const job *j, double seconds)
{
  job_fill(j);
  return best_limit(j->memory, j->n_memory, seconds, job_sample_ns(j));
}

candidate job_limit_candidate(const job *j, const limit *way, const char *name)
{
  return (candidate){ .name = name, .work = limit_work, .of = way, .before = fill, .whose = j };
}

void job_print(const job *j)
{
  printf("%s %s: %zu x %zu tokens, %zu and %zu heads of %d, %s%s; q and k %.1f MiB\n", MODEL_NAME,
      DTYPE_NAME, j->batch, j->tokens, j->q_heads, j->k_heads, U(HEAD_DIM), layouts[j->layout],
      j->out_of_place ? ", out of place" : "", job_mib(j));
}

double job_mib(const job *j)
{
  const size_t heads = j->q_heads + j->k_heads;
  return (double)(j->batch * j->tokens * heads * U(HEAD_DIM) * sizeof(element)) / (1 << 20);
}

double job_sample_ns(const job *j)
{
  return job_mib(j) < 1 ? 50e3 : 1e6;
}
