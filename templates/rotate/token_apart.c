/* `apart`: results go elsewhere than what they are of. A constant, so that rotations in place pay
   nothing for the others. */
${inlined} void turn_${dtype}__${isa}(const float *const *rows, const ${m}work_${dtype} *work, size_t token, int apart)
{
  ${rows}
  ${mix}
  ${heads}
}

${attribute}
void ${m}rotate_${dtype}__${isa}(const float *const *rows, const ${m}work_${dtype} *work, size_t token)
{
  if (work->apart) turn_${dtype}__${isa}(rows, work, token, 1);
  else turn_${dtype}__${isa}(rows, work, token, 0);
  ${fence}
}
