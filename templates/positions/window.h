/* The windows: index[i] is the merged patch, in natural order, that stands at i in windowed order
   (${unit} tokens each); cu holds where each window begins among the tokens, and the end. Windows of
   ${window} x ${window} merged patches, smaller at the edges. index and cu may be NULL to ask for the counts. */
${m}status ${m}window(const ${m}sequence *sequence, int32_t *index, size_t index_capacity, size_t *n_index, int32_t *cu, size_t cu_capacity, size_t *n_cu);

