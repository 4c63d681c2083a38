${place}

struct Placed {
  static __device__ void position(const Job &job, unsigned long long token, ${id} *ids)
  {
    ${text}
    unsigned long long local = token - job.first_token;
    int i = 0;
    while (local >= grid_tokens(job.grids[i])) local -= grid_tokens(job.grids[i++]);
    const ${m}grid *grid = &job.grids[i];
    ${identity}
    uint32_t t, row, column;
    ${m}place(grid, ${order_argument}local, &t, &row, &column);
    ${image}
    ${n_images}
    ${after_text}
    ${ids}
  }

  static __device__ unsigned long long grid_tokens(const ${m}grid &grid)
  {
    return (unsigned long long)grid.t * grid.h * grid.w${identity_tokens};
  }
};

