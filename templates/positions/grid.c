${banner}
#include "${model}_kernels.h"
${same_generation}

static size_t grid_tokens(const ${m}grid *grid)
{
  return (size_t)grid->t * grid->h * grid->w${identity};
}

${place}

${helpers}

${walk}

${text}
/* Positions of tokens [begin, begin + n) of a valid sequence, (n, AXES). */
void ${m}positions(const ${m}sequence *sequence, size_t begin, size_t n, ${id} *ids)
{
  ${positions}
}

${m}status ${m}tokens(const ${m}sequence *sequence, size_t *tokens)
{
  if (!sequence || !tokens || (sequence->n_grids > 0 && !sequence->grids)) return ${M}ENULL;
  ${after_text}
  size_t sum = 0;
  for (size_t image = 0; image < sequence->n_grids; image++) {
    const ${m}grid *grid = &sequence->grids[image];
    if (grid->t == 0 || grid->h == 0 || grid->w == 0) return ${M}EGRID;
    ${merge_check}
    ${limit_checks}
    const size_t frame = (size_t)grid->h * grid->w; /* within limits that fit */
    if (grid->t > (SIZE_MAX - sum) / frame) return ${M}ESIZE;
    sum += grid->t * frame;
    ${identity_sum}
  }
  ${text_check}
  *tokens = sum;
  return ${M}OK;
}

${ids_entry}
${more}
