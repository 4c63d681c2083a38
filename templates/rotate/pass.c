${row}

for (size_t side = 0; side < n_views; side++) { /* q, k ... */
  const size_t heads = views[side].heads;
  const ptrdiff_t in_head = views[side].in_head, out_head = views[side].out_head;
  const ${ctype} *in = views[side].in + (ptrdiff_t)token * views[side].in_token;
  ${ctype} *out = views[side].out + (ptrdiff_t)token * views[side].out_token;
  ptrdiff_t from = 0, to = 0; /* where the head is in its token */
  ${ahead}
  for (size_t head = 0; head < heads; head++, from += in_head, to += out_head) {
    const ${ctype} *x = in + from;
    ${ctype} *y = out + to;
    ${fetch}
    ${hold}
    ${head}
  }
}
