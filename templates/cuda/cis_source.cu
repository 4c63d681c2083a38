struct Complex {
  const float *cis;

  __device__ bool seek(const Job &job, unsigned long long token)
  {
    cis = job.cos + token * job.stride;
    return true;
  }

  template <int N> __device__ void rows(const Job &, unsigned pair, vec<N> *c, vec<N> *s) const
  {
    for (int i = 0; i < N; i++) {
      c->lane[i] = cis[2 * (pair + i)];
      s->lane[i] = cis[2 * (pair + i) + 1];
    }
  }
};

