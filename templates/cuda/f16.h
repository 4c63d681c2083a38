/* float16 as its bits; to nearest, ties to even, subnormals kept. */
static __device__ __forceinline__ float widen(uint16_t x)
{
  return __half2float(__ushort_as_half(x));
}

static __device__ __forceinline__ uint16_t narrow(float x)
{
  return __half_as_ushort(__float2half_rn(x));
}
