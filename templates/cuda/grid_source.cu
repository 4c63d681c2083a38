${place}

struct Grids {
  static __device__ void position(const Job &job, unsigned long long token, int32_t *ids)
  {
    ${text}
    unsigned long long local = token - job.first_token;
    int i = 0;
    while (local >= (unsigned long long)job.grids[i].t * job.grids[i].h * job.grids[i].w) {
      local -= (unsigned long long)job.grids[i].t * job.grids[i].h * job.grids[i].w;
      i++;
    }
    const ${m}grid *grid = &job.grids[i];
    uint32_t t, row, column;
    ${m}place(grid, ${order_argument}local, &t, &row, &column);
    ${image}
    ${ids}
  }
};

