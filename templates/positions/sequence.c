${banner}
#include "${model}_kernels.h"
${same_generation}

/* Positions of tokens [begin, begin + n) of a valid sequence, (n, AXES). */
void ${m}positions(const ${m}sequence *sequence, size_t begin, size_t n, int32_t *ids)
{
  for (size_t token = begin; token < begin + n; token++) {
    for (int axis = 0; axis < ${M}AXES; axis++) *ids++ = sequence->first + (int32_t)token;
  }
}

${m}status ${m}tokens(const ${m}sequence *sequence, size_t *tokens)
{
  if (!sequence || !tokens) return ${M}ENULL;
  if (sequence->first < 0 || sequence->first > ${last}) return ${M}EPOSITION;
  if (sequence->tokens > (size_t)(${last} - sequence->first) + 1) return ${M}EPOSITION;
  *tokens = sequence->tokens;
  return ${M}OK;
}

${ids_entry}
