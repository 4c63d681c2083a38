extern "C" ${m}status ${m}rotate_sequence_${dtype}__cuda(const float *tables, const ${m}sequence *sequence, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, void *stream)
{
  size_t tokens;
  ${m}status status = ${m}tokens(sequence, &tokens);
  if (status == ${M}OK) {
    status = ${m}check_${dtype}(views, n_views, begin, end, tokens, direction);
  }
  if (status != ${M}OK || begin == end) return status;
  Job job = job_of(begin, end, direction);
  job.tables = tables;
  job.first = (unsigned long long)sequence->first;
  return launch_views<FromPosition<Placed> >(job, views, n_views, stream);
}

