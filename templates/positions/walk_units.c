/* Positions of image tokens [first, first + n). */
static void image_positions(const ${m}sequence *s, size_t first, size_t n, ${id} *ids)
{
  ${n_images}
  ${after_text}
  size_t image = 0;
  while (n > 0 && first >= grid_tokens(&s->grids[image])) first -= grid_tokens(&s->grids[image++]);
  for (uint32_t t, row, column; n > 0; image++, first = 0) {
    const ${m}grid *grid = &s->grids[image];
    ${identity_before}
    ${m}place(grid, ${order_argument}first, &t, &row, &column);
    ${bounds}
    for (; n > 0 && t < grid->t; n--, ids += ${M}AXES) {
      ${ids}
      if (++column % ${merge}) continue; /* along a row of the unit */
      column -= ${merge};
      if (++row % ${merge}) continue; /* to its next row */
      row -= ${merge};
      if ((column += ${merge}) < right) continue; /* to the next unit */
      column = left;
      if ((row += ${merge}) < bottom) continue;
      ${next_window}
      row = 0;
      column = 0;
      t++;
    }
    ${identity_after}
  }
}
