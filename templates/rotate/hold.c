${ctype} held[${M}HEAD_DIM]; /* results are written where others are still to be read */
memcpy(held, x, sizeof held);
x = held;
