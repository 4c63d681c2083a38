/* A bfloat16 is the upper half of a float's bits. */
static inline float f32_of_bf16(uint16_t x)
{
  const uint32_t bits = (uint32_t)x << 16;
  float wide;
  memcpy(&wide, &bits, sizeof wide);
  return wide;
}

/* To nearest, ties to even; the lower half of a NaN must be zero. */
static inline uint16_t bf16_of_f32(float x)
{
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return (uint16_t)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

static inline float round_bf16(float x)
{
  return f32_of_bf16(bf16_of_f32(x));
}

/* A NaN becomes one whose lower half is zero. */
static inline float quiet_f32(float x)
{
  return x == x ? x : f32_of_bf16(0x7fc0);
}
