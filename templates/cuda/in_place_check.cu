for (size_t i = 0; i < n_views; i++) {
  if (views[i].heads > 0 && views[i].in == views[i].out) return ${M}EOVERLAP;
}
