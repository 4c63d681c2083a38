/* Where each frame begins among the tokens, and the end: one more than there are frames. cu may be
   NULL to ask for the count. */
${m}status ${m}cu_seqlens(const ${m}sequence *sequence, int32_t *cu, size_t capacity, size_t *n);

