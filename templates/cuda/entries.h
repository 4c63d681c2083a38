/* The same on a device: pointers are the device's, views and sequences the host's; stream is a
   cudaStream_t. A launch returns at once; EISA says that it failed. Position ids cannot be checked
   from here: a token with one outside the limits is left as it is. */
${m}status ${m}tables__cuda(float *tables, size_t floats, void *stream);
${rotate_grid}
${m}status ${m}rotate_ids_${dtype}__cuda(const float *tables, const int32_t *ids, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, void *stream);
${m}status ${m}rotate_cos_sin_${dtype}__cuda(const float *cos, const float *sin, size_t stride, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, void *stream);
${rotate_cis}

