${m}status ${m}rotate_${rule}_${dtype}(const float *tables, const ${m}sequence *sequence, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa);
