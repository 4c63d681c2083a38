/* Fills the tables, ${M}TABLE_FLOATS floats. The same bytes on every ISA. */
${m}status ${m}tables(float *tables, size_t floats, ${m}isa isa);

