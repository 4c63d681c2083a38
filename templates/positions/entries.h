/* How many tokens a sequence has; also whether it is valid. */
${m}status ${m}tokens(const ${m}sequence *sequence, size_t *tokens);

/* Position ids, (tokens, AXES); tokens as ${m}tokens says. */
${m}status ${m}ids(const ${m}sequence *sequence, ${id} *ids, size_t tokens);

${more}
