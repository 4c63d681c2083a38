/* `stream`: heads out of place are stored past the caches, where their places fit. A constant, so
   that neither way pays for the other. */
${inlined} void turn_${dtype}__${isa}(const float *const *rows, const ${m}work_${dtype} *work, size_t token, int stream)
{
  ${rows}
  ${mix}
  ${heads}
}

${attribute}
void ${m}rotate_${dtype}__${isa}(const float *const *rows, const ${m}work_${dtype} *work, size_t token)
{
  if (work->stream) {
    turn_${dtype}__${isa}(rows, work, token, 1);
    if (token + 1 == work->end) _mm_sfence(); /* others see what was stored from here on */
  } else {
    turn_${dtype}__${isa}(rows, work, token, 0);
  }
}
