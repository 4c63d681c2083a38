/* Sources: the position of a token, then cos and sin of N pairs from one on. */
template <class Place> struct FromPosition {
  ${id} position[${axes}];

  __device__ bool seek(const Job &job, unsigned long long token)
  {
    Place::position(job, token, position);
    ${within_limits}
    return true;
  }

  template <int N> __device__ void rows(const Job &${job}, unsigned pair, vec<N> *c, vec<N> *s) const
  {
    ${rows}
  }

  ${find}
  __device__ void compute(unsigned pair, float *cos, float *sin) const
  {
    ${at}
    ${compute}
  }
};

struct Ids {
  static __device__ void position(const Job &job, unsigned long long token, ${id} *position)
  {
    for (int axis = 0; axis < ${axes}; axis++) position[axis] = job.ids[token * ${axes} + axis];
  }
};

${placed}
