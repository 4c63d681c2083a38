
/* Channels [begin, end) of a head, in no pair, by its threads in turn. */
template <int N, bool WIDE>
static __device__ __forceinline__ void pass(const ${ctype} *x, ${ctype} *y, unsigned begin, unsigned end, unsigned thread, unsigned threads)
{
  if (x == y) return;
  if (WIDE && begin % N == 0 && end % N == 0) {
#if defined(__CUDACC__)
#pragma unroll 2 /* more would take more registers than turning */
#endif
    for (unsigned i = begin + thread * N; i < end; i += threads * N) {
      *reinterpret_cast<packed<N> *>(y + i) = *reinterpret_cast<const packed<N> *>(x + i);
    }
  } else {
    for (unsigned i = begin + thread; i < end; i += threads) y[i] = x[i];
  }
}
