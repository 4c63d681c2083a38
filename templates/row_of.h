/* The row of an axis: in the tables if there are any, else in the rows just computed. */
static inline const float *${m}row(const float *tables, const int32_t *position, const float *computed, size_t axis)
{
  static const size_t in_rows[] = { ${in_rows} }, in_tables[] = { ${in_tables} };
  static const int64_t position_min[] = { ${minima} };
  static const size_t columns[] = { ${columns} };
  if (!tables) return computed + in_rows[axis];
  return tables + in_tables[axis] + (size_t)(position[axis] - position_min[axis]) * columns[axis];
}
