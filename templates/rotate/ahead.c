/* What is fetched ahead: ${ahead} heads on, in this token or the next; where a token has no more
   heads than that, the same head of a later token. Never past the range. */
const int within = heads > ${ahead};
const size_t later = within ? 1 : ${ahead} / heads;
const int last = token + later >= work->end;
const ptrdiff_t here = within && work->end > 0 ? ${ahead} * in_head : 0;
const ptrdiff_t there = last ? 0
  : (ptrdiff_t)later * view->in_token + (within ? here - (ptrdiff_t)heads * in_head : 0);
const ptrdiff_t out_here = within && work->end > 0 ? ${ahead} * out_head : 0;
const ptrdiff_t out_there = last ? 0
  : (ptrdiff_t)later * view->out_token + (within ? out_here - (ptrdiff_t)heads * out_head : 0);
