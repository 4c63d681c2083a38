
${m}status ${m}rotate_${rule}_${dtype}(const float *tables, const ${m}sequence *sequence, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa)
{
  enum { CHUNK = 64 }; /* tokens whose ids are on the stack at once */
  ${id} ids[CHUNK * (int)${M}AXES];
  size_t tokens;
  ${m}status status = ${m}tokens(sequence, &tokens);
  if (status == ${M}OK) status = ${m}check_${dtype}(views, n_views, begin, end, tokens, direction);
  if (status != ${M}OK || begin == end) return status;
  const ${m}kernels *kernels = ${m}kernels_of(isa);
  if (!kernels) return ${M}EISA;
  const ${m}work_${dtype} work = work_of_${dtype}(views, n_views, begin, end);
  for (size_t token = begin; token < end;) {
    const size_t rest = end - token, n = rest < (size_t)CHUNK ? rest : (size_t)CHUNK;
    ${m}positions(sequence, token, n, ids);
    rotate_range_${dtype}(kernels, tables, ids, &work, token, token + n, direction);
    token += n;
  }
  return ${M}OK;
}

