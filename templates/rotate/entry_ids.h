${m}status ${m}rotate_ids_${dtype}(const float *tables, const ${id} *ids, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa);
