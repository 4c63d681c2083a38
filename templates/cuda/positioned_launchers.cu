${placed_launcher}
extern "C" ${m}status ${m}rotate_ids_${dtype}__cuda(const float *tables, const ${id} *ids, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, void *stream)
{
  const ${m}status status = ${m}check_${dtype}(views, n_views, begin, end, tokens, direction);
  if (status != ${M}OK || begin == end) return status;
  if (!ids) return ${M}ENULL;
  if (tokens > SIZE_MAX / sizeof *ids / ${M}AXES) return ${M}ESIZE;
  Job job = job_of(begin, end, direction);
  job.tables = tables;
  job.ids = ids;
  return launch_views<FromPosition<Ids> >(job, views, n_views, stream);
}

