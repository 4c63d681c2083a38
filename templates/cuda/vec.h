/* N floats that are read and written at once. */
template <int N> struct alignas(4 * N) vec {
  float lane[N];
};

/* WIDE: in one access, which needs its alignment; else float by float. */
template <int N, bool WIDE> static __device__ __forceinline__ vec<N> load(const float *at)
{
  vec<N> x;
  if (WIDE) {
    x = *reinterpret_cast<const vec<N> *>(at);
  } else {
    for (int i = 0; i < N; i++) x.lane[i] = at[i];
  }
  return x;
}

template <int N, bool WIDE> static __device__ __forceinline__ void store(float *at, vec<N> x)
{
  if (WIDE) {
    *reinterpret_cast<vec<N> *>(at) = x;
  } else {
    for (int i = 0; i < N; i++) at[i] = x.lane[i];
  }
}

/* Products and sums that are rounded each by itself. */
template <int N> static __device__ __forceinline__ vec<N> mul(vec<N> a, vec<N> b)
{
  for (int i = 0; i < N; i++) a.lane[i] = __fmul_rn(a.lane[i], b.lane[i]);
  return a;
}

template <int N> static __device__ __forceinline__ vec<N> add(vec<N> t, vec<N> u)
{
  for (int i = 0; i < N; i++) t.lane[i] = __fadd_rn(t.lane[i], u.lane[i]);
  return t;
}

template <int N> static __device__ __forceinline__ vec<N> sub(vec<N> t, vec<N> u)
{
  for (int i = 0; i < N; i++) t.lane[i] = __fsub_rn(t.lane[i], u.lane[i]);
  return t;
}
