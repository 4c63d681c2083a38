const int near = head + ${ahead} < heads;
const ${ctype} *soon = in + (near ? here : there);
const ${ctype} *place = out + (near ? out_here : out_there);
if (soon != in) {
  ${fetch}
}
if (${apart} && place != out) {
  ${fetch_out}
}
