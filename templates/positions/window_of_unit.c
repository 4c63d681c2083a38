const size_t whole = height > width ? height : width;
const size_t side = order == ${M}WINDOWED ? ${window} : whole;
const size_t top = unit / (side * width) * side;
const size_t window_height = side < height - top ? side : height - top;
unit -= top * width;
const size_t left = unit / (side * window_height) * side;
const size_t window_width = side < width - left ? side : width - left;
unit -= left * window_height;
const size_t y = top + unit / window_width, x = left + unit % window_width;
