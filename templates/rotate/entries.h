/* Rotates tokens [begin, end) of each view; every pointer addresses token 0. direction is 1, or -1
   for the inverse (the backward pass). Three sources of a token's cos and sin, one rotation: */
${rotate_grid}
/* ... from its position ids, (tokens, AXES); tables may be NULL: computed on the fly, */
${m}status ${m}rotate_ids_${dtype}(const float *tables, const int32_t *ids, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa);

/* ... ready, PAIRS columns each, rows `stride` floats apart. */
${m}status ${m}rotate_cos_sin_${dtype}(const float *cos, const float *sin, size_t stride, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa);

${rotate_cis}
