/* The same mathematics in double, with the C library's pow, cos and sin: what the case's float64
   tensors are held against, and then a second opinion on the float32 kernels. */
#include <math.h>

#include "turn.h"

/* theta as the case's hex double. */
static double theta_of(const char *word)
{
  char *end;
  const double theta = strtod(word, &end);
  if (end == word || *end) stop("%s: no number", word);
  return theta;
}

/* Axis and frequency of a pair. */
typedef struct { size_t axis; double frequency; } turning;

static turning turning_of(size_t pair, double theta)
{
  size_t axis = 0;
#define AXIS(name, pairs, ...) \
  if (pair < (pairs)) return (turning){ axis, pow(theta, -(double)pair / (pairs)) }; \
  pair -= (pairs); \
  axis++;
  U(EACH_AXIS)(AXIS)
#undef AXIS
  stop("the model has no such pair");
}

/* TENSOR THETA: the frequencies that every axis has. */
void step_inv_freq_f64(session *s, char *const *words)
{
  const double theta = theta_of(words[1]);
  double frequencies[PAIRS];
  const double *frequency = frequencies;
  for (size_t pair = 0; pair < PAIRS; pair++) {
    frequencies[pair] = turning_of(pair, theta).frequency;
  }
#define AXIS(name, pairs, ...) \
  compare(tensor_of(s, words[0], RWG_F64, SHAPE(pairs)), "axis " #name, frequency); \
  frequency += (pairs);
  U(EACH_AXIS)(AXIS)
#undef AXIS
}

/* How far the float32 result may lie from the double one: the frequency is off by the rounding of
   its exponent, power and inverse, the angle by its own, then cos, sin, two products and a sum. */
static double allowance(double angle, double theta, double size)
{
  return (fabs(angle) * (log(theta) + 3) + 4) * 0x1p-24 * size;
}

/* IN OUT THETA LAYOUT: IN turned in double is OUT, and the kernels come near it. */
void step_rotate_f64(session *s, char *const *words)
{
  const rwg_tensor *in = any_tensor(s, words[0]);
  const rwg_tensor *out = tensor_of(s, words[1], RWG_F64, in->dims, in->n_dims);
  const double theta = theta_of(words[2]);
  const float *x = in->data;
  const way own = { .source = IDS };
  float *kernel = turned(s, s->runners, &own, in, words[3], 0);
  double *result = room(in->count, sizeof *result), worst = 0;
  const views all = views_of(s, in, words[3], x, kernel);
  for (size_t i = 0; i < all.n * s->tokens; i++) {
    const view *v = &all.list[i / s->tokens];
    const size_t token = i % s->tokens;
    for (size_t head = 0; head < v->heads; head++) {
      const size_t at = (size_t)(v->in - x + (ptrdiff_t)token * v->in_token
        + (ptrdiff_t)head * v->in_head);
      for (size_t pair = 0; pair < PAIRS; pair++) {
        const turning how = turning_of(pair, theta);
        const double angle = s->ids[token * AXES + how.axis] * how.frequency;
        const channels own_pair = channels_of(s->pairing, pair);
        const size_t a = at + own_pair.first, b = at + own_pair.second;
        result[a] = (double)x[a] * cos(angle) - (double)x[b] * sin(angle);
        result[b] = (double)x[b] * cos(angle) + (double)x[a] * sin(angle);
        const double size = fabs((double)x[a]) + fabs((double)x[b]);
        const double off = fmax(fabs(result[a] - (double)kernel[a]),
            fabs(result[b] - (double)kernel[b]));
        worst = fmax(worst, off - allowance(angle, theta, size));
      }
    }
  }
  compare(out, "double", result);
  if (!(worst <= 0)) wrong("%s: a kernel is %g further off than rounding explains", words[1], worst);
  free(all.list);
  free(kernel);
  free(result);
}
