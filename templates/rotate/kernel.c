${banner}
#include "${model}_kernels.h"
${same_generation}
${open}
${includes}

${helpers}

${kernel}
${close}
