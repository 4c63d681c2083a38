/* The first diagonal position of the text: as given, or ${text_words}. */
int64_t ${m}text_start(const ${m}sequence *s)
{
  if (s->text_start != ${M}TEXT_START_RULE) return s->text_start;
  int64_t start = 0;
  for (size_t image = 0; image < s->n_grids; image++) {
    const ${m}grid *grid = &s->grids[image];
    ${text_rule}
  }
  return start;
}

/* Positions of text tokens [first, first + n): token k stands at start + k on every axis. */
static void text_positions(const ${m}sequence *s, size_t first, size_t n, int32_t *ids)
{
  const int64_t start = n > 0 ? ${m}text_start(s) : 0;
  for (size_t k = first; k < first + n; k++) {
    for (int axis = 0; axis < ${M}AXES; axis++) *ids++ = (int32_t)(start + (int64_t)k);
  }
}

