/* ${words} */
${attribute}
static inline void ${name}(${parameters}, ${type} *cos, ${type} *sin)
{
  ${body}
  *cos = c;
  *sin = s;
}
