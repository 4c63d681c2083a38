extern "C" ${m}status ${m}rotate_runs_${dtype}__cuda(const float *tables, const ${m}sequence *sequence, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, void *stream)
{
  size_t tokens;
  ${m}status status = ${m}tokens(sequence, &tokens);
  if (status == ${M}OK) {
    status = ${m}check_${dtype}(views, n_views, begin, end, tokens, direction);
  }
  if (status != ${M}OK || begin == end) return status;
  Job job = job_of(begin, end, direction);
  job.tables = tables;
  /* MOST_GRIDS runs at a time. */
  ${m}sequence part = *sequence;
  size_t first = 0;
  for (size_t run = 0; run < sequence->n_runs; run += MOST_GRIDS) {
    const size_t rest = sequence->n_runs - run;
    size_t count;
    int32_t next;
    part.runs = sequence->runs + run;
    part.n_runs = rest < MOST_GRIDS ? rest : (size_t)MOST_GRIDS;
    status = ${m}tokens(&part, &count);
    if (status == ${M}OK) status = ${m}next_position(&part, &next);
    if (status != ${M}OK) return status;
    for (size_t i = 0; i < part.n_runs; i++) job.runs[i] = part.runs[i];
    job.first_token = first;
    job.first_position = part.first;
    job.begin = begin > first ? begin : first;
    job.end = end < first + count ? end : first + count;
    if (job.begin < job.end) {
      status = launch_views<FromPosition<Placed> >(job, views, n_views, stream);
      if (status != ${M}OK) return status;
    }
    first += count;
    part.first = next;
  }
  return ${M}OK;
}

