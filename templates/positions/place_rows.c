/* Frame, row and column of token `token` of an image: frame by frame, row by row. */
${qualifier}void ${m}place(const ${m}grid *grid, size_t token, uint32_t *t, uint32_t *row, uint32_t *column)
{
  const size_t frame = (size_t)grid->h * grid->w;
  *t = (uint32_t)(token / frame);
  *row = (uint32_t)(token % frame / grid->w);
  *column = (uint32_t)(token % frame % grid->w);
}
