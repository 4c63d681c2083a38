/* The exponent of a float16 is 112 less than that of the float with its bits 13 places up. */
static inline float f32_of_f16(uint16_t x)
{
  const uint32_t magnitude = x & 0x7fffu, sign = (uint32_t)(x & 0x8000u) << 16;
  uint32_t bits = magnitude << 13;
  float wide;
  memcpy(&wide, &bits, sizeof wide);
  wide *= 5192296858534827628530496329220096.0f; /* 2^112 */
  memcpy(&bits, &wide, sizeof bits);
  bits |= sign | (magnitude >= 0x7c00 ? 0x7f800000u : 0u); /* infinity and NaN */
  memcpy(&wide, &bits, sizeof wide);
  return wide;
}

/* To nearest, ties to even, subnormals kept. */
static inline uint16_t f16_of_f32(float x)
{
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  const uint32_t sign = bits >> 16 & 0x8000u;
  bits &= 0x7fffffffu;
  if (bits > 0x7f800000u) return (uint16_t)(sign | 0x7e00u); /* NaN */
  if (bits >= 0x477ff000u) return (uint16_t)(sign | 0x7c00u); /* 65520 and more */
  if (bits < 0x38800000u) { /* below 2^-14: steps of 2^-24, those of floats around 1/2 */
    float magnitude;
    memcpy(&magnitude, &bits, sizeof magnitude);
    magnitude += 0.5f;
    memcpy(&bits, &magnitude, sizeof bits);
    return (uint16_t)(sign | (bits - 0x3f000000u));
  }
  return (uint16_t)(sign | (bits + 0xfffu + (bits >> 13 & 1) - 0x38000000u) >> 13);
}

static inline float round_f16(float x)
{
  return f32_of_f16(f16_of_f32(x));
}
