${row}

for (size_t side = 0; side < work->n_views; side++) { /* q, k ... */
  const ${m}view_${dtype} *view = &work->views[side];
  const size_t heads = view->heads;
  if (heads == 0) continue; /* with any pointers and strides */
  /* Of a single head the stride may be any. */
  const ptrdiff_t in_head = heads > 1 ? view->in_head : 0;
  const ptrdiff_t out_head = heads > 1 ? view->out_head : 0;
  const ${ctype} *in = view->in + (ptrdiff_t)token * view->in_token;
  ${ctype} *out = view->out + (ptrdiff_t)token * view->out_token;
  ${ahead}
  ${past}
  for (size_t head = 0; head < heads; head++, in += in_head, out += out_head) {
    const ${ctype} *x = in;
    ${y}
    ${fetch}
    ${hold}
    ${head}
    ${stream}
  }
}
