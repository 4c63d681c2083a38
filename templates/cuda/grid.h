${m}status ${m}rotate_grid_${dtype}__cuda(const float *tables, const ${m}sequence *sequence, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, void *stream);
