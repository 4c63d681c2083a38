/* What the benchmark in Python asks of a model, beside its entries. Compiled per model, as
   tests/model.h says. */
#include "model.h"

const long long model_head_dim = U(HEAD_DIM), model_pairs = U(PAIRS), model_axes = U(AXES),
  model_table_floats = U(TABLE_FLOATS);

#define MOST(name, pairs, least, most) most,
const long long model_position_max[] = { U(EACH_AXIS)(MOST) };
