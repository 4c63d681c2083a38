/* Results are written where others are still to be read. */
${ctype} held[${M}HEAD_DIM];
memcpy(held, x, sizeof held);
x = held;
