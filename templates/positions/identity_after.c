size_t last = ${count};
if (first > (size_t)grid->t * grid->h * grid->w) last -= first - (size_t)grid->t * grid->h * grid->w;
for (; n > 0 && last > 0; n--, last--, ids += ${M}AXES) {
  memset(ids, 0, ${M}AXES * sizeof *ids);
}
