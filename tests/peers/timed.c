/* See timed.h. */
#include "timed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CANDIDATES = 3 * MOST_ROTATIONS, SIDES = 2 };

static job current, apart; /* q and k are the same; apart writes to memory of its own */
static rotations in_place, out_of_place;
static peers_job facts;
static limit way;
static size_t n_candidates;
static struct {
  char name[64];
  void (*work)(const void *of);
  const void *of;
  int in_place;
} candidates[MOST_CANDIDATES];
static rotation others[MOST_ROTATIONS]; /* loops that another compiler made */
static size_t n_others;

void peers_add(const char *name, const char *more, void (*work)(const void *), const void *of,
    int is_in_place)
{
  if (n_candidates == MOST_CANDIDATES) stop("candidates", "there are too many");
  const size_t i = n_candidates++;
  snprintf(candidates[i].name, sizeof candidates[i].name, "%s%s", name, more);
  candidates[i].work = work;
  candidates[i].of = of;
  candidates[i].in_place = is_in_place;
}

static void close_job(void)
{
  if (!n_candidates) return;
  rotations_end(&out_of_place);
  rotations_end(&in_place);
  free(apart.result);
  job_end(&current);
  n_candidates = n_others = 0;
}

static void set_apart(void)
{
  apart = current;
  apart.out_of_place = 1;
  apart.result = memory_for(current.elements, sizeof *apart.result);
  for (size_t i = 0; i < SIDES; i++) {
    apart.views[i].out = apart.result + (current.views[i].in - current.x);
  }
}

const peers_job *peers_open(int argc, char **argv)
{
  close_job();
  optind = 0; /* glibc's way to begin again */
  job_start(&current, argc, argv, NULL, NULL);
  if (current.layout != N_H_D || current.n_views != SIDES || current.out_of_place) {
    stop("the job", "must be one item in place, tokens before heads");
  }
  set_apart();
  peers_add("limit", "", limit_work, &way, 1);
  rotations_start(&in_place, &current);
  rotations_start(&out_of_place, &apart);
  for (size_t i = 0; i < in_place.n; i++) {
    const candidate *one = &in_place.list[i];
    peers_add(one->name, in_place.of[i].naive ? ", gcc" : "", one->work, one->of, 1);
  }
  for (size_t i = 0; i < out_of_place.n; i++) {
    const candidate *one = &out_of_place.list[i];
    peers_add(one->name, ", out of place", one->work, one->of, 0);
  }
  facts = (peers_job){
    .x = current.x, .result = apart.result, .cos = in_place.ready.cos, .sin = in_place.ready.sin,
    .elements = current.elements, .tokens = current.tokens, .q_heads = current.q_heads,
    .k_heads = current.k_heads, .head_dim = U(HEAD_DIM), .pairs = U(PAIRS),
  };
  return &facts;
}

/* Whether a loop leaves what its counterpart does. */
static void compare(const candidate *one, const rotation *other, const char *compiler)
{
  const size_t bytes = current.elements * sizeof *current.x;
  job_fill(&current);
  crew_time(one->work, one->of, 1);
  element *expected = memcpy(memory_for(current.elements, sizeof *expected), current.x, bytes);
  job_fill(&current);
  crew_time(one->work, other, 1);
  if (memcmp(current.x, expected, bytes)) stop(compiler, "its naive loop has other bits");
  free(expected);
}

void peers_add_naive(const char *compiler, const naive_way *ways)
{
  for (size_t i = 0; i < in_place.n; i++) {
    const candidate *one = &in_place.list[i];
    const rotation *by_gcc = &in_place.of[i];
    if (!by_gcc->naive) continue;
    rotation *other = &others[n_others++];
    *other = *by_gcc;
    other->naive = &ways[by_gcc->naive - naive_ways];
    compare(one, other, compiler);
    char more[32];
    snprintf(more, sizeof more, ", %s", compiler);
    peers_add(one->name, more, one->work, other, 1);
  }
}

const char *peers_pick_limit(double seconds)
{
  way = job_limit(&current, seconds);
  return way.name;
}

const job *peers_current(void)
{
  return &current;
}

size_t peers_count(void)
{
  return n_candidates;
}

const char *peers_name(size_t index)
{
  return candidates[index].name;
}

int peers_in_place(size_t index)
{
  return candidates[index].in_place;
}

void peers_fill(void)
{
  job_fill(&current);
}

double peers_time(size_t index, size_t calls)
{
  return crew_time(candidates[index].work, candidates[index].of, calls);
}
