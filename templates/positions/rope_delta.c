${m}status ${m}rope_delta(const ${m}sequence *sequence, int32_t *delta)
{
  size_t count;
  int64_t greatest, next;
  if (!delta) return ${M}ENULL;
  const ${m}status status = measure(sequence, &count, &greatest, &next);
  if (status != ${M}OK) return status;
  if (count > INT32_MAX) return ${M}ESIZE;
  *delta = (int32_t)(greatest + 1 - sequence->first - (int64_t)count);
  return ${M}OK;
}
