${place}

struct Placed {
  static __device__ void position(const Job &job, unsigned long long token, int32_t *ids)
  {
    uint64_t local = token - job.first_token;
    int64_t position = job.first_position;
    int i = 0;
    for (; local >= run_tokens(&job.runs[i]); i++) {
      local -= run_tokens(&job.runs[i]);
      position += run_advance(&job.runs[i]);
    }
    run_place(&job.runs[i], position, local, ids);
  }
};

