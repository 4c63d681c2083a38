
extern "C" ${m}status ${m}rotate_cis_${dtype}__cuda(const float *cis, size_t stride, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, void *stream)
{
  const ${m}status status = ${m}check_${dtype}(views, n_views, begin, end, tokens, direction);
  if (status != ${M}OK || begin == end) return status;
  if (!cis) return ${M}ENULL;
  if (stride / 2 < ${M}PAIRS || tokens > SIZE_MAX / sizeof *cis / stride) return ${M}ESIZE;
  Job job = job_of(begin, end, direction);
  job.cos = cis;
  job.stride = stride;
  return launch_views<Complex>(job, views, n_views, stream);
}
