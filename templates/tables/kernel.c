${banner}
#include "${model}_kernels.h"
${same_generation}
${open}
${includes}

${helpers}

${sincos}

${rows}

${attribute}
void ${m}rows__${isa}(const ${id} *position, const ${id} *before, float *rows)
{
  ${rows_calls}
}

${all_tables}
${close}
