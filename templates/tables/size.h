
/* The size of the tables in floats: for each axis, for each of its positions, a row. A row is
   shaped like the axis's channels of a head: the cos of a pair stands in the place of its first
   channel, the sin in the place of its second. */
#define ${M}TABLE_FLOATS ((size_t)${table_floats})
