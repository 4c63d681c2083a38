/* Rotates tokens [begin, end) of each view; every pointer addresses token 0. ${direction_note}
   A token's cos and sin come ... */
${rotate_positioned}

/* ... ready, PAIRS columns each, rows `stride` floats apart. */
${m}status ${m}rotate_cos_sin_${dtype}(const float *cos, const float *sin, size_t stride, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa);

${rotate_cis}
