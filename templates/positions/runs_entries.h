/* Where the token after the sequence stands. */
${m}status ${m}next_position(const ${m}sequence *sequence, int32_t *position);

${rope_delta}
