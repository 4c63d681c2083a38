/* Frame, row and column of token `token` of an image: frame by frame, ${windows}
   unit by unit, the ${merge} x ${merge} patches of a unit row by row. */
${qualifier}void ${m}place(const ${m}grid *grid, ${order_parameter}size_t token, uint32_t *t, uint32_t *row, uint32_t *column)
{
  ${height}
  const size_t width = grid->w / ${merge}; /* in units */
  const size_t frame = (size_t)grid->h * grid->w;
  size_t unit = token % frame / ${unit};
  const size_t patch = token % frame % ${unit};
  ${window_of_unit}
  *t = (uint32_t)(token / frame);
  *row = (uint32_t)(y * ${merge} + patch / ${merge});
  *column = (uint32_t)(x * ${merge} + patch % ${merge});
}
