struct Complex {
  const float *cis;

  __device__ bool seek(const Job &job, unsigned long long token)
  {
    cis = job.cos + token * job.stride;
    return true;
  }

  __device__ void row(const Job &, unsigned pair, float *cos, float *sin) const
  {
    *cos = cis[2 * pair];
    *sin = cis[2 * pair + 1];
  }
};

