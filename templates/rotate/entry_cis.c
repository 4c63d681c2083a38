
${m}status ${m}rotate_cis_${dtype}(const float *cis, size_t stride, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa)
{
  const ${m}status status = ${m}check_${dtype}(views, n_views, begin, end, tokens, direction);
  if (status != ${M}OK || begin == end) return status;
  if (!cis) return ${M}ENULL;
  if (stride / 2 < ${M}PAIRS || tokens > SIZE_MAX / sizeof *cis / stride) return ${M}ESIZE;
  const ${m}kernels *kernels = ${m}kernels_of(isa);
  if (!kernels) return ${M}EISA;
  const ${m}work_${dtype} work = work_of_${dtype}(views, n_views, begin, end);
  for (size_t token = begin; token < end; token++) {
    const float *own = cis + token * stride;
    float negated[${M}ROW_FLOATS];
    const float *row[${M}AXES] = { ${own_rows} }; /* a row of complex64 is the axes' rows joined */
    if (direction < 0) turn_back_${dtype}(row, negated);
    kernels->rotate_${dtype}(row, &work, token);
  }
  return ${M}OK;
}
