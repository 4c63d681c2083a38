/* ${words} */
${attribute}
static inline void ${name}(${parameters})
{
  ${body}
  ${stores}
}
