/* The rows of a position, computed. */
static inline void ${m}find_rows(const ${m}kernels *kernels, const float *tables, const float *position, float *computed, const float **row)
{
  static const size_t in_rows[] = { ${in_rows} };
  (void)tables;
  kernels->rows(position, computed);
  for (size_t axis = 0; axis < ${M}AXES; axis++) row[axis] = computed + in_rows[axis];
}
