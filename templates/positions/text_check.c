if (sequence->text_tokens > 0) {
  const int64_t start = ${m}text_start(sequence);
  if (start < ${text_min} || sequence->text_tokens > ${text_max}
      || start > ${text_max} + 1 - (int64_t)sequence->text_tokens) {
    return ${M}EPOSITION;
  }
  if (sequence->text_tokens > SIZE_MAX - sum) return ${M}ESIZE;
  sum += sequence->text_tokens;
}
