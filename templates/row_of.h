/* The rows of a position: in the tables if there are any, else computed; those of axes where it is
   as `before`, if that is given, are in `computed` already. */
static inline void ${m}find_rows(const ${m}kernels *kernels, const float *tables, const int32_t *position, const int32_t *before, float *computed, const float **row)
{
  if (tables) {
    ${in_tables}
  } else {
    kernels->rows(position, before, computed);
    ${in_computed}
  }
}
