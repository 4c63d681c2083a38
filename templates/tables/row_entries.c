int ${m}within_limits(const ${id} *ids, size_t tokens)
{
  for (size_t i = 0; i < tokens; i++) {
    const ${id} *position = ids + i * ${M}AXES;
    ${within_limits}
  }
  return 1;
}

${frequencies}

${m}status ${m}angles(const ${id} *ids, size_t tokens, float *angles)
{
  if (tokens == 0) return ${M}OK;
  if (!ids || !angles) return ${M}ENULL;
  if (tokens > SIZE_MAX / sizeof *angles / ${M}PAIRS) return ${M}ESIZE;
  if (!${m}within_limits(ids, tokens)) return ${M}EPOSITION;
  for (size_t i = 0; i < tokens; i++) {
    const ${id} *position = ids + i * ${M}AXES;
    float *angle = angles + i * ${M}PAIRS;
    ${angles}
  }
  return ${M}OK;
}

${m}status ${m}cos_sin(const float *tables, const ${id} *ids, size_t tokens, float *cos, float *sin, size_t stride)
{
  if (tokens == 0) return ${M}OK;
  if (!ids || !cos || !sin) return ${M}ENULL;
  if (stride < ${M}PAIRS || tokens > SIZE_MAX / sizeof *cos / stride) return ${M}ESIZE;
  if (!${m}within_limits(ids, tokens)) return ${M}EPOSITION;
  const ${m}kernels *kernels = ${m}kernels_of(${M}AUTO);
  enum { AHEAD = 4, LINE = 16 }; /* tokens, floats */
  float computed[${M}ROW_FLOATS];
  for (size_t i = 0; i < tokens; i++) {
    const ${id} *position = ids + i * ${M}AXES;
    const ${id} *before = i > 0 ? position - ${M}AXES : NULL;
    const float *row[${M}AXES];
    ${m}find_rows(kernels, tables, position, before, computed, row);
    float *c = cos + i * stride, *s = sin + i * stride;
    /* Memory that is written in two places by turns is fetched late, unless it is asked for. */
    for (size_t j = 0; i + AHEAD < tokens && j < ${M}PAIRS; j += LINE) {
      __builtin_prefetch(c + AHEAD * stride + j, 1);
      __builtin_prefetch(s + AHEAD * stride + j, 1);
    }
    ${cos_sin}
  }
  return ${M}OK;
}
