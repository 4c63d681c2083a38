/* Values of every type, of q and k and of tables (whose type is f32): random ones, the same ones,
   and a head turned slowly. See tests/element.h for what an element is worth. */
#ifndef ROPEWALK_TESTS_VALUES_H
#define ROPEWALK_TESTS_VALUES_H

#include "check.h"
#include "element.h"

typedef T(view) view;

/* For each type:
   random_values    of either sign around 1
   random_specials  NaN of any payload, infinities, zeros, subnormals strewn in, and values that
                    products make subnormal
   require_same     fails at the first of n whose bits differ; NaN is one class
   slow_rotate      turns one head by PAIRS cos and sin, rounding as the config says */
#define DECLARE_VALUES(dtype, ...) \
  void M(JOIN(random_values, dtype))(JOIN(element_of, dtype) *x, size_t n); \
  void M(JOIN(random_specials, dtype))(JOIN(element_of, dtype) *x, size_t n); \
  void M(JOIN(require_same, dtype))(const char *what, const JOIN(element_of, dtype) *got, \
      const JOIN(element_of, dtype) *want, size_t n); \
  void M(JOIN(slow_rotate, dtype))(const float *cos, const float *sin, int direction, \
      const JOIN(element_of, dtype) *in, JOIN(element_of, dtype) *out);
FACT_EACH_DTYPE(DECLARE_VALUES, )
#endif
