for (; n > 0 && first < ${count}; n--, first++, ids += ${M}AXES) {
  memset(ids, 0, ${M}AXES * sizeof *ids);
}
if (n == 0) break;
first -= ${count};
