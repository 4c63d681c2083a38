/* The rows of a position, computed; those of axes where it is as `before`, if that is given, are
   in `computed` already. */
static inline void ${m}find_rows(const ${m}kernels *kernels, const float *tables, const float *position, const float *before, float *computed, const float **row)
{
  static const size_t in_rows[] = { ${in_rows} };
  (void)tables;
  kernels->rows(position, before, computed);
  for (size_t axis = 0; axis < ${M}AXES; axis++) row[axis] = computed + in_rows[axis];
}
