
/* Positions of tokens [begin, begin + n) of a valid sequence. */
void ${m}positions(const ${m}sequence *sequence, size_t begin, size_t n, ${id} *ids);
${text}
