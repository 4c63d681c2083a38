struct Placed {
  static __device__ void position(const Job &job, unsigned long long token, int32_t *ids)
  {
    for (int axis = 0; axis < ${axes}; axis++) ids[axis] = (int32_t)(job.first + token);
  }
};

