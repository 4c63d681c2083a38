/* ... from its place in a sequence of grids, without ids in memory; tables may be NULL: computed
   on the fly, */
${m}status ${m}rotate_grid_${dtype}(const float *tables, const ${m}sequence *sequence, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa);

