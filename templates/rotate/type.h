typedef struct {
  const ${m}view_${dtype} *views;
  size_t n_views, end;
  int apart, stream;
} ${m}work_${dtype};
typedef void ${m}rotate_kernel_${dtype}(const float *const *rows, const ${m}work_${dtype} *work, size_t token);
