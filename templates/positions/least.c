/* The end of a window of `side` from `start` on an edge of `length`. */
static uint32_t least(uint32_t length, uint32_t start, uint32_t side)
{
  return side < length - start ? start + side : length;
}
