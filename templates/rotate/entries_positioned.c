/* Tokens [begin, end) with the ids of `begin` first. */
static void rotate_range_${dtype}(const ${m}kernels *kernels, const float *tables, const ${id} *ids, const ${m}work_${dtype} *work, size_t begin, size_t end, int direction)
{
  float computed[${M}ROW_FLOATS];
  const ${id} *before = NULL;
  for (size_t token = begin; token < end; token++, before = ids, ids += ${M}AXES) {
    float negated[${M}ROW_FLOATS];
    const float *row[${M}AXES];
    ${m}find_rows(kernels, tables, ids, before, computed, row);
    if (direction < 0) turn_back_${dtype}(row, negated);
    kernels->rotate_${dtype}(row, work, token);
  }
}
${rotate_grid}
${m}status ${m}rotate_ids_${dtype}(const float *tables, const ${id} *ids, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa)
{
  const ${m}status status = ${m}check_${dtype}(views, n_views, begin, end, tokens, direction);
  if (status != ${M}OK || begin == end) return status;
  if (!ids) return ${M}ENULL;
  if (tokens > SIZE_MAX / sizeof *ids / ${M}AXES) return ${M}ESIZE;
  ids += begin * ${M}AXES;
  if (!${m}within_limits(ids, end - begin)) return ${M}EPOSITION;
  const ${m}kernels *kernels = ${m}kernels_of(isa);
  if (!kernels) return ${M}EISA;
  const ${m}work_${dtype} work = work_of_${dtype}(views, n_views, begin, end);
  rotate_range_${dtype}(kernels, tables, ids, &work, begin, end, direction);
  return ${M}OK;
}
