${m}status ${m}tables(float *tables, size_t floats, ${m}isa isa)
{
  if (!tables) return ${M}ENULL;
  if (floats != ${M}TABLE_FLOATS) return ${M}ESIZE;
  const ${m}kernels *kernels = ${m}kernels_of(isa);
  if (!kernels) return ${M}EISA;
  kernels->tables(tables);
  return ${M}OK;
}
