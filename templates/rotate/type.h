typedef void ${m}rotate_kernel_${dtype}(const float *const *rows, const ${m}view_${dtype} *views, size_t n_views, size_t token, size_t end);
