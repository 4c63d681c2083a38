for (size_t image = 0; image < s->n_grids; image++) {
  const ${m}grid *grid = &s->grids[image];
  ${raises}
}
