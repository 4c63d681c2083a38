/* Whether views, range and direction are such that a rotation can run. */
${m}status ${m}check_${dtype}(const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, size_t tokens, int direction);
