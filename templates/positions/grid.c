${banner}
#include "${model}_kernels.h"
${same_generation}

static size_t grid_tokens(const ${m}grid *grid)
{
  return (size_t)grid->t * grid->h * grid->w;
}

${place}

${helpers}

${walk}

${text}
/* Positions of tokens [begin, begin + n) of a valid sequence, (n, AXES). */
void ${m}positions(const ${m}sequence *sequence, size_t begin, size_t n, int32_t *ids)
{
  ${positions}
}

${m}status ${m}tokens(const ${m}sequence *sequence, size_t *tokens)
{
  if (!sequence || !tokens || (sequence->n_grids > 0 && !sequence->grids)) return ${M}ENULL;
  size_t sum = 0;
  for (size_t image = 0; image < sequence->n_grids; image++) {
    const ${m}grid *grid = &sequence->grids[image];
    if (grid->t == 0 || grid->h == 0 || grid->w == 0) return ${M}EGRID;
    ${merge_check}
    ${limit_checks}
    const size_t frame = (size_t)grid->h * grid->w; /* within limits that fit */
    if (grid->t > (SIZE_MAX - sum) / frame) return ${M}ESIZE;
    sum += grid->t * frame;
  }
  ${text_check}
  *tokens = sum;
  return ${M}OK;
}

${m}status ${m}ids(const ${m}sequence *sequence, int32_t *ids, size_t tokens)
{
  size_t right;
  const ${m}status status = ${m}tokens(sequence, &right);
  if (status != ${M}OK) return status;
  if (tokens != right || tokens > SIZE_MAX / sizeof *ids / ${M}AXES) return ${M}ESIZE;
  if (tokens > 0 && !ids) return ${M}ENULL;
  ${m}positions(sequence, 0, tokens, ids);
  return ${M}OK;
}
${more}
