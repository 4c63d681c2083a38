${attribute}
void ${m}rotate_${dtype}__${isa}(const float *const *rows, const ${m}work_${dtype} *work, size_t token)
{
  ${rows}
  ${mix}
  ${heads}
}
