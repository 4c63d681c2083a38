if (sequence->text_tokens > SIZE_MAX - sum) return ${M}ESIZE;
sum += sequence->text_tokens;
