/* The same on a device: pointers are the device's, views and sequences the host's; stream is a
   cudaStream_t. A launch returns at once; EISA says that it failed.${ids_note}${in_place_note} */
${tables}
${rotate_positioned}
${m}status ${m}rotate_cos_sin_${dtype}__cuda(const float *cos, const float *sin, size_t stride, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, void *stream);
${rotate_cis}

