const ${ctype} *soon = x + (head + ${ahead} < heads ? here : there);
if (soon != x) {
  ${fetch}
}
