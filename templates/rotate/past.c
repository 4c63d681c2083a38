/* Where a head is gathered before it is stored past the caches. */
const int past = apart && work->stream && in != out
  && !(((uintptr_t)out | (uintptr_t)out_head * sizeof *out) % ${bytes});
${ctype} turned[${M}HEAD_DIM] __attribute__((aligned(${bytes})));
