/* See axes.h. */
#include "axes.h"

#include <math.h>

enum { AXES = U(AXES), PAIRS = U(PAIRS) };

void axes_find(axis *axes)
{
  size_t n = 0;
#define AXIS(name, axis_pairs, position_min, position_max) \
  axes[n++] = (axis){ .pairs = (axis_pairs), .min = (position_min), .max = (position_max) };
  U(EACH_AXIS)(AXIS)
#undef AXIS
  for (size_t i = 0; i < AXES; i++) {
    M(position) at_one[AXES] = { 0 };
    float angles[PAIRS];
    size_t found = 0;
    at_one[i] = 1;
    must(M(angles)(at_one, 1, angles), "angles at 1");
    for (size_t column = 0; column < PAIRS; column++) {
      if (angles[column] == 0.0f) continue;
      axes[i].columns[found] = column;
      axes[i].frequencies[found++] = angles[column];
    }
    if (found != axes[i].pairs) stop("axes", "a frequency is 0");
  }
}

double axes_difference(const axis *axes, const float *tables, const float *others)
{
  double most = 0;
  for (size_t i = 0; i < AXES; i++) {
    const axis *a = &axes[i];
    for (int64_t position = a->min; position <= a->max; position++, others += 2 * a->pairs) {
      M(position) id[AXES] = { 0 };
      float cos[PAIRS], sin[PAIRS];
      id[i] = (M(position))position;
      must(M(cos_sin)(tables, id, 1, cos, sin, PAIRS), "cos_sin");
      for (size_t j = 0; j < a->pairs; j++) {
        const size_t column = a->columns[j];
        most = fmax(most, fabs((double)(others[j] - cos[column])));
        most = fmax(most, fabs((double)(others[a->pairs + j] - sin[column])));
      }
    }
  }
  return most;
}
