${m}status ${m}ids(const ${m}sequence *sequence, ${id} *ids, size_t tokens)
{
  size_t right;
  const ${m}status status = ${m}tokens(sequence, &right);
  if (status != ${M}OK) return status;
  if (tokens != right || tokens > SIZE_MAX / sizeof *ids / ${M}AXES) return ${M}ESIZE;
  if (tokens == 0) return ${M}OK;
  if (!ids) return ${M}ENULL;
  ${m}positions(sequence, 0, tokens, ids);
  return ${M}OK;
}
