typedef struct { /* ${words} */
  const ${ctype} *in;
  ${ctype} *out;
  size_t heads;
  ptrdiff_t in_token, in_head, out_token, out_head;
} ${m}view_${dtype};
