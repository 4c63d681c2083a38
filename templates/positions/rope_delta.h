/* The greatest position of a sequence that begins at 0, plus 1, less its tokens: what is added to
   a later token's number to get its position. */
${m}status ${m}rope_delta(const ${m}sequence *sequence, int32_t *delta);

