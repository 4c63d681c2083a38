
${m}status ${m}image_grid(uint32_t image_h, uint32_t image_w, ${m}grid *grid)
{
  if (!grid) return ${M}ENULL;
  if (image_h == 0 || image_w == 0 || image_h % ${unit} || image_w % ${unit}) return ${M}EGRID;
  grid->t = 1;
  grid->h = image_h / ${patch_size};
  grid->w = image_w / ${patch_size};
  return ${M}OK;
}
