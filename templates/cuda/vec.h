${convert}

/* N numbers of a thread, and N elements that are read and written at once. */
template <int N> struct vec {
  float lane[N];
};

template <int N> struct alignas(N * sizeof(${ctype})) packed {
  ${ctype} element[N];
};

/* WIDE: in one access, which needs its alignment; else element by element. */
template <int N, bool WIDE> static __device__ __forceinline__ vec<N> load(const ${ctype} *at)
{
  packed<N> in;
  if (WIDE) {
    in = *reinterpret_cast<const packed<N> *>(at);
  } else {
    for (int i = 0; i < N; i++) in.element[i] = at[i];
  }
  vec<N> x;
  for (int i = 0; i < N; i++) x.lane[i] = widen(in.element[i]);
  return x;
}

template <int N, bool WIDE> static __device__ __forceinline__ void store(${ctype} *at, vec<N> x)
{
  packed<N> out;
  for (int i = 0; i < N; i++) out.element[i] = narrow(x.lane[i]);
  if (WIDE) {
    *reinterpret_cast<packed<N> *>(at) = out;
  } else {
    for (int i = 0; i < N; i++) at[i] = out.element[i];
  }
}

/* As an element would keep it. */
template <int N> static __device__ __forceinline__ vec<N> rounded(vec<N> x)
{
  for (int i = 0; i < N; i++) x.lane[i] = widen(narrow(x.lane[i]));
  return x;
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
