
/* The position of a valid sequence's first text token. */
int64_t ${m}text_start(const ${m}sequence *sequence);
