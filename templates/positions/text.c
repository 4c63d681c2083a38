/* The first position of the text: as given, or ${text_words}. */
int64_t ${m}text_start(const ${m}sequence *s)
{
  if (s->text_start != ${M}TEXT_START_RULE) return s->text_start;
  ${rule}
}

/* Positions of text tokens [first, first + n). */
static void text_positions(const ${m}sequence *s, size_t first, size_t n, ${id} *ids)
{
  const int64_t start = n > 0 ? ${m}text_start(s) : 0;
  for (size_t k = first; k < first + n; k++, ids += ${M}AXES) {
    const int64_t at = start + (int64_t)k;
    ${text_ids}
  }
}

