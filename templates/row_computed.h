/* The rows of a position, computed; those of axes where it is as `before`, if that is given, are
   in `computed` already. */
static inline void ${m}find_rows(const ${m}kernels *kernels, const float *tables, const float *position, const float *before, float *computed, const float **row)
{
  (void)tables;
  kernels->rows(position, before, computed);
  ${in_computed}
}
