${banner}
#include "${model}_kernels.h"
${same_generation}

const char *${m}strerror(${m}status status)
{
  switch (status) {
  case ${M}OK: return "ok";
  case ${M}ENULL: return "a pointer is missing";
  case ${M}EGRID: return "a grid is empty or no multiple of the merge size";
  case ${M}EPOSITION: return "a position or a grid is outside its limits";
  case ${M}ESIZE: return "a count, range or stride does not fit";
  case ${M}EOVERLAP: return "in and out overlap and are not the same, or heads of out overlap";
  case ${M}EISA: return "this ISA was not generated or is not on this machine";
  }
  return "no status";
}

const ${m}kernels *${m}kernels_of(${m}isa isa)
{
#define ENTRY(name, NAME, available) \
  { ${kernels} },
  static const ${m}kernels all[] = { ${M}ISAS(ENTRY) };
#undef ENTRY
  const ${m}kernels *found = NULL;
  size_t i = 0;
  /* In the order of the list, the last that is at hand: the widest. */
#define TAKE(name, NAME, available) \
  if ((isa == ${M}AUTO || isa == ${M}##NAME) && (available)) \
    found = &all[i]; \
  i++;
  ${M}ISAS(TAKE)
#undef TAKE
  return found;
}

${tables_entry}

${row_entries}
