
${m}status ${m}window(const ${m}sequence *sequence, int32_t *index, size_t index_capacity, size_t *n_index, int32_t *cu, size_t cu_capacity, size_t *n_cu)
{
  size_t tokens, units = 0, windows = 0;
  const ${m}status status = ${m}tokens(sequence, &tokens);
  if (status != ${M}OK) return status;
  if (!n_index || !n_cu) return ${M}ENULL;
  if (tokens > INT32_MAX) return ${M}ESIZE;
  for (size_t image = 0; image < sequence->n_grids; image++) {
    const ${m}grid *grid = &sequence->grids[image];
    units += (size_t)grid->t * (grid->h / ${merge}) * (grid->w / ${merge});
    windows += (size_t)grid->t * ((grid->h + ${window_patches} - 1) / ${window_patches})
      * ((grid->w + ${window_patches} - 1) / ${window_patches});
  }
  if (index && index_capacity < units) return ${M}ESIZE;
  if (cu && cu_capacity < windows + 1) return ${M}ESIZE;
  int32_t unit = 0, end = 0; /* first unit of a frame; token */
  if (cu) *cu++ = 0;
  for (size_t image = 0; image < sequence->n_grids; image++) {
    const uint32_t height = sequence->grids[image].h / ${merge};
    const uint32_t width = sequence->grids[image].w / ${merge};
    for (uint32_t t = 0; t < sequence->grids[image].t; t++, unit += (int32_t)(height * width)) {
      for (uint32_t top = 0; top < height; top += ${window}) {
        const uint32_t bottom = least(height, top, ${window});
        for (uint32_t left = 0; left < width; left += ${window}) {
          const uint32_t right = least(width, left, ${window});
          for (uint32_t y = top; index && y < bottom; y++) {
            for (uint32_t x = left; x < right; x++) *index++ = unit + (int32_t)(y * width + x);
          }
          end += (int32_t)((bottom - top) * (right - left) * ${unit});
          if (cu) *cu++ = end;
        }
      }
    }
  }
  *n_index = units;
  *n_cu = windows + 1;
  return ${M}OK;
}
