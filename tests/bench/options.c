/* See options.h. */
#define _POSIX_C_SOURCE 200809L
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const layout_names[] = {
  [N_H_D] = "n_h_d", [B_H_N_D] = "b_h_n_d", [QKV] = "qkv",
};

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
    if (!strcmp(name, layout_names[l])) return l;
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

static void set_first(job *j, const char *text)
{
#if U(HAS_GRID)
  (void)j;
  (void)text;
  stop("--first", "this model has grids");
#else
  j->sequence.first = (M(position))whole(text, "--first");
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

static void set_seconds(job *j, const char *text)
{
  if (!((j->seconds = strtod(text, NULL)) > 0)) stop("--seconds", "give a time above zero");
}

static void set_threads(const char *text)
{
  if (!crew_start(whole(text, "--threads"))) {
    stop("--threads", "this process may not use so many CPUs");
  }
}

void job_options(job *j, int argc, char **argv, const struct option *own,
    void (*take)(int option, const char *value))
{
  enum { OPTIONS = 12, MOST_OPTIONS = 16 };
  struct option all[MOST_OPTIONS] = {
    { "grid", required_argument, NULL, 'g' }, { "text", required_argument, NULL, 't' },
    { "windowed", no_argument, NULL, 'w' }, { "tokens", required_argument, NULL, 'n' },
    { "heads", required_argument, NULL, 'h' }, { "k-heads", required_argument, NULL, 'k' },
    { "batch", required_argument, NULL, 'b' }, { "layout", required_argument, NULL, 'l' },
    { "out-of-place", no_argument, NULL, 'o' }, { "threads", required_argument, NULL, 'p' },
    { "first", required_argument, NULL, 'f' }, { "seconds", required_argument, NULL, 's' },
  };
  for (size_t i = OPTIONS; own && own->name; i++) all[i] = *own++;
  for (int option; (option = getopt_long(argc, argv, "", all, NULL)) != -1;) {
    switch (option) {
    case 'g': set_grid(j, optarg); break;
    case 't': set_text(j, optarg); break;
    case 'w': set_windowed(j); break;
    case 'n': set_tokens(j, optarg); break;
    case 'f': set_first(j, optarg); break;
    case 'h': j->q_heads = whole(optarg, "--heads"); break;
    case 'k': j->k_heads = whole(optarg, "--k-heads"); break;
    case 'b': j->batch = whole(optarg, "--batch"); break;
    case 'l': j->layout = layout_named(optarg); break;
    case 'o': j->out_of_place = 1; break;
    case 'p': set_threads(optarg); break;
    case 's': set_seconds(j, optarg); break;
    case '?': exit(1);
    default: take(option, optarg);
    }
  }
  if (optind < argc) stop(argv[optind], "is no option");
}
