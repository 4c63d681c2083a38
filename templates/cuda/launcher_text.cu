const size_t text_begin = ${text_begin};
job.text_begin = text_begin;
job.text_tokens = sequence->text_tokens;
job.text_start = ${text_start};
if (begin < text_begin + sequence->text_tokens && end > text_begin) {
  job.begin = begin > text_begin ? begin : text_begin;
  job.end = end < text_begin + sequence->text_tokens ? end : text_begin + sequence->text_tokens;
  status = launch_views<FromPosition<Placed> >(job, views, n_views, stream);
  if (status != ${M}OK) return status;
}
size_t first = ${first};
