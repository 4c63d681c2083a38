
/* Adjacent pairs: their first and second channels, and both put back together. */
template <int N2> static __device__ __forceinline__ vec<N2 / 2> evens(vec<N2> x)
{
  vec<N2 / 2> even;
  for (int i = 0; i < N2 / 2; i++) even.lane[i] = x.lane[2 * i];
  return even;
}

template <int N2> static __device__ __forceinline__ vec<N2 / 2> odds(vec<N2> x)
{
  vec<N2 / 2> odd;
  for (int i = 0; i < N2 / 2; i++) odd.lane[i] = x.lane[2 * i + 1];
  return odd;
}

template <int N> static __device__ __forceinline__ vec<2 * N> zip(vec<N> even, vec<N> odd)
{
  vec<2 * N> x;
  for (int i = 0; i < N; i++) {
    x.lane[2 * i] = even.lane[i];
    x.lane[2 * i + 1] = odd.lane[i];
  }
  return x;
}
