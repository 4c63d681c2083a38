if (token - job.text_begin < job.text_tokens) {
  ${at}
  ${text_ids}
  return;
}
