
${m}status ${m}cu_seqlens(const ${m}sequence *sequence, int32_t *cu, size_t capacity, size_t *n)
{
  size_t tokens, count = 1;
  const ${m}status status = ${m}tokens(sequence, &tokens);
  if (status != ${M}OK) return status;
  if (!n) return ${M}ENULL;
  if (tokens > INT32_MAX) return ${M}ESIZE;
  for (size_t image = 0; image < sequence->n_grids; image++) count += sequence->grids[image].t;
  if (cu) {
    if (capacity < count) return ${M}ESIZE;
    int32_t end = 0;
    *cu++ = end;
    for (size_t image = 0; image < sequence->n_grids; image++) {
      const ${m}grid *grid = &sequence->grids[image];
      for (uint32_t t = 0; t < grid->t; t++) *cu++ = end += (int32_t)(grid->h * grid->w${identity});
    }
  }
  *n = count;
  return ${M}OK;
}
