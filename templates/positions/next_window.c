if (right < grid->w) { /* to the next window */
  left = right;
} else {
  left = 0;
  top = bottom < grid->h ? bottom : 0;
  bottom = least(grid->h, top, side);
}
right = least(grid->w, left, side);
row = top;
column = left;
if (top > 0 || left > 0) continue;
