if (sequence->text_tokens > INT32_MAX) return ${M}EPOSITION;
const int64_t after_text = ${m}text_start(sequence) + (int64_t)sequence->text_tokens;
