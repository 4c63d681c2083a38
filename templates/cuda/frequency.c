/* cos and sin of frequency k of ${axes} at a position. */
static __device__ __forceinline__ void cos_sin_${axis}(${id} at, unsigned k, float *cos, float *sin)
{
  ${scalars}
  ${body}
  *cos = c;
  *sin = s;
  ${fix}
}
