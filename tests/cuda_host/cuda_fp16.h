/* float16 of CUDA's header on the CPU: the functions that generated kernels call. */
#ifndef ROPEWALK_TESTS_CUDA_HOST_FP16_H
#define ROPEWALK_TESTS_CUDA_HOST_FP16_H

#include <cmath>
#include <cstdint>

struct __half { std::uint16_t bits; };

static inline __half __ushort_as_half(std::uint16_t x)
{
  return __half{ x };
}

static inline std::uint16_t __half_as_ushort(__half x)
{
  return x.bits;
}

static inline float __half2float(__half x)
{
  const int exponent = x.bits >> 10 & 31, fraction = x.bits & 1023;
  float magnitude;
  if (exponent == 31) {
    magnitude = fraction ? NAN : INFINITY;
  } else {
    magnitude = std::ldexp(static_cast<float>(exponent ? fraction + 1024 : fraction),
        (exponent ? exponent : 1) - 25);
  }
  return x.bits & 0x8000 ? -magnitude : magnitude;
}

/* To nearest, ties to even; every NaN becomes 0x7fff. */
static inline __half __float2half_rn(float x)
{
  if (x != x) return __half{ 0x7fff };
  const std::uint16_t sign = std::signbit(x) ? 0x8000 : 0;
  const float magnitude = std::fabs(x);
  if (magnitude >= 65520.0f) return __half{ static_cast<std::uint16_t>(sign | 0x7c00) };
  const int own = magnitude > 0 ? std::ilogb(magnitude) : -14, exponent = own < -14 ? -14 : own;
  /* Whole steps of 2^(exponent - 10); a full binade of them carries into the exponent. */
  const int steps = static_cast<int>(std::nearbyint(std::ldexp(magnitude, 10 - exponent)));
  const int bits = steps < 1024 ? steps : (exponent + 14) * 1024 + steps;
  return __half{ static_cast<std::uint16_t>(sign | bits) };
}

#endif
