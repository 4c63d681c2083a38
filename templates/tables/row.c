/* A row of ${axes}: ${count} cos and ${count} sin. */
${attribute}
static inline void ${name}(${id} at, float *row)
{
  ${scalars}
  ${body}
  ${fix}
}
