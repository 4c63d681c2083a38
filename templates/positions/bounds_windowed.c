const uint32_t whole = grid->h > grid->w ? grid->h : grid->w;
const uint32_t side = s->order == ${M}WINDOWED ? ${window_patches} : whole;
uint32_t top = row / side * side, left = column / side * side; /* the window, in patches */
uint32_t bottom = least(grid->h, top, side), right = least(grid->w, left, side);
