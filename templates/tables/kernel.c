${banner}
#include "${model}_kernels.h"
${same_generation}
${open}
${includes}

${helpers}

${sincos}

${rows}

${attribute}
void ${m}rows__${isa}(const int32_t *position, float *rows)
{
  ${rows_calls}
}

${attribute}
void ${m}tables__${isa}(float *tables)
{
  ${tables_loops}
}
${close}
