${m}status ${m}rotate_cis_${dtype}(const float *cis, size_t stride, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa);
