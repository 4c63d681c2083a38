${run_frame}

/* Frames, rows and columns of a run's tokens, after merging. */
${qualifier}void run_extents(const ${m}run *run, uint32_t *frames, uint32_t *height, uint32_t *width)
{
  *frames = ${frames};
  *height = run->h${by_merge};
  *width = run->w${by_merge};
}

${qualifier}uint64_t run_tokens(const ${m}run *run)
{
  uint32_t frames, height, width;
  if (run->kind == ${M}TEXT) return run->tokens;
  run_extents(run, &frames, &height, &width);
  return (uint64_t)frames * height * width;
}

/* How far the position moves on: past a text, or past an image's longest side. */
${qualifier}int64_t run_advance(const ${m}run *run)
{
  if (run->kind == ${M}TEXT) return (int64_t)run->tokens;
  return (int64_t)(run->h > run->w ? run->h : run->w)${by_merge};
}

/* Position of a token of a run that begins at `position`. */
${qualifier}void run_place(const ${m}run *run, int64_t position, uint64_t token, int32_t *ids)
{
  if (run->kind == ${M}TEXT) {
    ${text_ids}
    return;
  }
  uint32_t frames, height, width;
  run_extents(run, &frames, &height, &width);
  ${where}
  ${ids}
}
