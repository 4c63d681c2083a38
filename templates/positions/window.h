/* The windows, of ${window} x ${window} merged patches or less at the edges: index[i] is the merged patch (${unit}
   tokens), counted in natural order, that stands at i in windowed order; cu holds where each
   window begins among the images' tokens, and the end. NULL for index or cu asks for its count. */
${m}status ${m}window(const ${m}sequence *sequence, int32_t *index, size_t index_capacity, size_t *n_index, int32_t *cu, size_t cu_capacity, size_t *n_cu);

