${banner}
#include "${model}_kernels.h"
${same_generation}
${open}
${includes}

${helpers}

${attribute}
void ${m}rotate_${dtype}__${isa}(const float *const *rows, const ${m}view_${dtype} *views, size_t n_views, size_t token, size_t end)
{
  ${unused}
  ${rows}
  ${mix}
  ${passes}
}
${close}
