/* cos and sin of one position, the axes' rows joined; of axes where it is as `before`, if that is
   given, they are there already. */
typedef void ${m}rows_kernel(const ${id} *position, const ${id} *before, float *rows);
