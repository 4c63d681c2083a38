/* A row of ${axes}: ${count} cos and ${count} sin. */
${attribute}
static inline void ${name}(int32_t at, float *row)
{
  ${scalars}
  ${body}
  ${fix}
}
