static int64_t furthest(int64_t frame, int64_t row, int64_t column)
{
  const int64_t side = row > column ? row : column;
  return frame > side ? frame : side;
}
