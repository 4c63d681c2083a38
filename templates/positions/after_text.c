const int64_t after_text = ${m}text_start(s) + (int64_t)s->text_tokens;
