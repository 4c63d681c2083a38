/* Sources: the position of a token, then cos and sin of its pairs. */
template <class Place> struct FromPosition {
  ${id} position[${axes}];

  __device__ bool seek(const Job &job, unsigned long long token)
  {
    Place::position(job, token, position);
    ${within_limits}
    return true;
  }

  __device__ void row(const Job &${job}, unsigned pair, float *cos, float *sin) const
  {
    ${row_of_pair}
  }
};

struct Ids {
  static __device__ void position(const Job &job, unsigned long long token, ${id} *position)
  {
    for (int axis = 0; axis < ${axes}; axis++) position[axis] = job.ids[token * ${axes} + axis];
  }
};

${placed}
