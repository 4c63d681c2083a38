${row}

for (size_t side = 0; side < n_views; side++) { /* q, k ... */
  const ${ctype} *in = views[side].in + (ptrdiff_t)token * views[side].in_token;
  ${ctype} *out = views[side].out + (ptrdiff_t)token * views[side].out_token;
  ${ahead}
  for (size_t head = 0; head < views[side].heads; head++) {
    const ${ctype} *x = in + (ptrdiff_t)head * views[side].in_head;
    ${ctype} *y = out + (ptrdiff_t)head * views[side].out_head;
    ${soon}
    ${head}
  }
}
