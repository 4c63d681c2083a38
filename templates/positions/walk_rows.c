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
    ${m}place(grid, first, &t, &row, &column);
    for (; n > 0 && t < grid->t; n--, ids += ${M}AXES) {
      ${ids}
      if (++column < grid->w) continue;
      column = 0;
      if (++row < grid->h) continue;
      row = 0;
      t++;
    }
    ${identity_after}
  }
}
