if (sequence->text_tokens > 0) {
  const int64_t start = ${m}text_start(sequence);
  if (start < ${text_min} || start > ${text_max}
      || sequence->text_tokens > (uint64_t)(${text_max} - start) + 1) {
    return ${M}EPOSITION;
  }
  if (sequence->text_tokens > SIZE_MAX - sum) return ${M}ESIZE;
  sum += sequence->text_tokens;
}
