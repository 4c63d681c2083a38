/* bfloat16 of CUDA's header on the CPU: the functions that generated kernels call. */
#ifndef ROPEWALK_TESTS_CUDA_HOST_BF16_H
#define ROPEWALK_TESTS_CUDA_HOST_BF16_H

#include <cstdint>
#include <cstring>

struct __nv_bfloat16 { std::uint16_t bits; };

static inline __nv_bfloat16 __ushort_as_bfloat16(std::uint16_t x)
{
  return __nv_bfloat16{ x };
}

static inline std::uint16_t __bfloat16_as_ushort(__nv_bfloat16 x)
{
  return x.bits;
}

static inline float __bfloat162float(__nv_bfloat16 x)
{
  const std::uint32_t bits = static_cast<std::uint32_t>(x.bits) << 16;
  float wide;
  std::memcpy(&wide, &bits, sizeof wide);
  return wide;
}

/* To nearest, ties to even; every NaN becomes 0x7fff. */
static inline __nv_bfloat16 __float2bfloat16_rn(float x)
{
  std::uint32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  if (x != x) return __nv_bfloat16{ 0x7fff };
  const std::uint32_t rest = bits & 0xffff, upper = bits >> 16;
  const bool up = rest > 0x8000 || (rest == 0x8000 && upper % 2 == 1);
  return __nv_bfloat16{ static_cast<std::uint16_t>(upper + (up ? 1 : 0)) };
}

#endif
