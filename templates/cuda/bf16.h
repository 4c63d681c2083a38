/* bfloat16 as its bits; to nearest, ties to even, subnormals kept. */
static __device__ __forceinline__ float widen(uint16_t x)
{
  return __bfloat162float(__ushort_as_bfloat16(x));
}

static __device__ __forceinline__ uint16_t narrow(float x)
{
  return __bfloat16_as_ushort(__float2bfloat16_rn(x));
}
