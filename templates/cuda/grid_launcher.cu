extern "C" ${m}status ${m}rotate_grid_${dtype}__cuda(const float *tables, const ${m}sequence *sequence, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, void *stream)
{
  size_t tokens;
  ${m}status status = ${m}tokens(sequence, &tokens);
  if (status == ${M}OK) {
    status = ${m}check_${dtype}(views, n_views, begin, end, tokens, direction);
  }
  if (status != ${M}OK || begin == end) return status;
  Job job = job_of(begin, end, direction);
  job.tables = tables;
  ${order}
  ${n_images}
  ${text}
  /* MOST_GRIDS images at a time. */
  for (size_t image = 0; image < sequence->n_grids; image += MOST_GRIDS) {
    job.first_image = image;
    job.first_token = first;
    for (job.n_grids = 0; job.n_grids < MOST_GRIDS; job.n_grids++) {
      if (image + (size_t)job.n_grids == sequence->n_grids) break;
      const ${m}grid *grid = &sequence->grids[image + (size_t)job.n_grids];
      job.grids[job.n_grids] = *grid;
      first += (size_t)grid->t * grid->h * grid->w${identity};
    }
    job.begin = begin > job.first_token ? begin : job.first_token;
    job.end = end < first ? end : first;
    if (job.begin >= job.end) continue;
    status = launch_views<FromPosition<Placed> >(job, views, n_views, stream);
    if (status != ${M}OK) return status;
  }
  return ${M}OK;
}

