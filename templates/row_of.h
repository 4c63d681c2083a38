/* The rows of a position: in the tables if there are any, else computed; those of axes where it is
   as `before`, if that is given, are in `computed` already. */
static inline void ${m}find_rows(const ${m}kernels *kernels, const float *tables, const int32_t *position, const int32_t *before, float *computed, const float **row)
{
  static const size_t in_rows[] = { ${in_rows} }, in_tables[] = { ${in_tables} };
  static const int64_t position_min[] = { ${minima} };
  static const size_t columns[] = { ${columns} };
  if (!tables) kernels->rows(position, before, computed);
  for (size_t axis = 0; axis < ${M}AXES; axis++) {
    row[axis] = !tables ? computed + in_rows[axis]
      : tables + in_tables[axis] + (size_t)(position[axis] - position_min[axis]) * columns[axis];
  }
}
