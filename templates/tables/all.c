${attribute}
void ${m}tables__${isa}(float *tables)
{
  ${tables}
}
