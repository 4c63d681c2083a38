${tables_entry}
/* Angles as float32, (tokens, PAIRS)${angles_note}. */
${m}status ${m}angles(const ${id} *ids, size_t tokens, float *angles);

/* cos and sin of each token, PAIRS columns each, rows `stride` floats apart;
   ${tables_note}, the same bits. ids are (tokens, AXES). */
${m}status ${m}cos_sin(const float *tables, const ${id} *ids, size_t tokens, float *cos, float *sin, size_t stride);

