${banner}
#include "${model}_kernels.h"
${same_generation}

const char *${m}strerror(${m}status status)
{
  switch (status) {
  case ${M}OK: return "ok";
  case ${M}ENULL: return "a pointer is missing";
  case ${M}EGRID: return "a grid is empty or no multiple of the merge size";
  case ${M}EPOSITION: return "a position or a grid is outside its limits";
  case ${M}ESIZE: return "a count, range or stride does not fit";
  case ${M}EOVERLAP: return "in and out overlap and are not the same, or heads of out overlap";
  case ${M}EISA: return "this ISA was not generated or is not on this machine";
  }
  return "no status";
}

const ${m}kernels *${m}kernels_of(${m}isa isa)
{
#define ENTRY(name, NAME, available) \
  { ${M}##NAME, \
    ${m}rows__##name, \
    ${m}tables__##name, \
    ${entry_rotate} },
  static const ${m}kernels all[] = { ${M}ISAS(ENTRY) };
#undef ENTRY
  const ${m}kernels *found = NULL;
  size_t i = 0;
  /* In the order of the list, the last that is at hand: the widest. */
#define TAKE(name, NAME, available) \
  if ((isa == ${M}AUTO || isa == ${M}##NAME) && (available)) \
    found = &all[i]; \
  i++;
  ${M}ISAS(TAKE)
#undef TAKE
  return found;
}

int ${m}within_limits(const int32_t *ids, size_t tokens)
{
  for (size_t i = 0; i < tokens; i++) {
    const int32_t *position = ids + i * ${M}AXES;
    ${within_limits}
  }
  return 1;
}

${m}status ${m}tables(float *tables, size_t floats, ${m}isa isa)
{
  if (!tables) return ${M}ENULL;
  if (floats != ${M}TABLE_FLOATS) return ${M}ESIZE;
  const ${m}kernels *kernels = ${m}kernels_of(isa);
  if (!kernels) return ${M}EISA;
  kernels->tables(tables);
  return ${M}OK;
}

${frequencies}

${m}status ${m}angles(const int32_t *ids, size_t tokens, float *angles)
{
  if (tokens == 0) return ${M}OK;
  if (!ids || !angles) return ${M}ENULL;
  if (tokens > SIZE_MAX / sizeof *angles / ${M}PAIRS) return ${M}ESIZE;
  if (!${m}within_limits(ids, tokens)) return ${M}EPOSITION;
  for (size_t i = 0; i < tokens; i++) {
    const int32_t *position = ids + i * ${M}AXES;
    float *angle = angles + i * ${M}PAIRS;
    ${angles}
  }
  return ${M}OK;
}

${m}status ${m}cos_sin(const float *tables, const int32_t *ids, size_t tokens, float *cos, float *sin, size_t stride)
{
  if (tokens == 0) return ${M}OK;
  if (!ids || !cos || !sin) return ${M}ENULL;
  if (stride < ${M}PAIRS || tokens > SIZE_MAX / sizeof *cos / stride) return ${M}ESIZE;
  if (!${m}within_limits(ids, tokens)) return ${M}EPOSITION;
  const ${m}kernels *kernels = ${m}kernels_of(${M}AUTO);
  for (size_t i = 0; i < tokens; i++) {
    const int32_t *position = ids + i * ${M}AXES;
    float computed[${M}ROW_FLOATS];
    const float *row[${M}AXES];
    if (!tables) kernels->rows(position, computed);
    for (size_t axis = 0; axis < ${M}AXES; axis++) {
      row[axis] = ${m}row(tables, position, computed, axis);
    }
    float *c = cos + i * stride, *s = sin + i * stride;
    ${cos_sin}
  }
  return ${M}OK;
}
