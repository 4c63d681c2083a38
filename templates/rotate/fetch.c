const int near = head + ${ahead} < heads;
const ${ctype} *soon = x + (near ? here : there), *place = out + (near ? out_here : out_there);
if (soon != x) {
  ${fetch}
}
if (${apart} && place != out) {
  ${fetch_out}
}
