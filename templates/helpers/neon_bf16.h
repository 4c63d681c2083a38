/* A bfloat16 is the upper half of a float's bits. */
static inline float32x4_t widen_bf16x4(uint16x4_t x)
{
  return vreinterpretq_f32_u32(vshlq_n_u32(vmovl_u16(x), 16));
}

static inline float32x4_t load_bf16x4(const uint16_t *at)
{
  return widen_bf16x4(vld1_u16(at));
}

static inline float32x4x2_t load2_bf16x4(const uint16_t *at)
{
  const uint16x4x2_t x = vld2_u16(at);
  float32x4x2_t pairs;
  pairs.val[0] = widen_bf16x4(x.val[0]);
  pairs.val[1] = widen_bf16x4(x.val[1]);
  return pairs;
}

/* Bits whose upper half is that of x to nearest, ties to even; the lower half of a NaN must be
   zero. */
static inline uint32x4_t biased_bf16x4(float32x4_t x)
{
  const uint32x4_t bits = vreinterpretq_u32_f32(x);
  const uint32x4_t odd = vandq_u32(bits, vdupq_n_u32(0x10000));
  return vsraq_n_u32(vaddq_u32(bits, vdupq_n_u32(0x7fff)), odd, 16);
}

static inline uint16x4_t narrow_bf16x4(float32x4_t x)
{
  return vshrn_n_u32(biased_bf16x4(x), 16);
}

static inline void store_bf16x4(uint16_t *to, float32x4_t x)
{
  vst1_u16(to, narrow_bf16x4(x));
}

static inline void store2_bf16x4(uint16_t *to, float32x4_t first, float32x4_t second)
{
  uint16x4x2_t both;
  both.val[0] = narrow_bf16x4(first);
  both.val[1] = narrow_bf16x4(second);
  vst2_u16(to, both);
}

static inline float32x4_t round_bf16x4(float32x4_t x)
{
  const uint32x4_t upper = vdupq_n_u32(0xffff0000u);
  return vreinterpretq_f32_u32(vandq_u32(biased_bf16x4(x), upper));
}

/* A NaN becomes one whose lower half is zero. */
static inline float32x4_t quiet_f32x4(float32x4_t x)
{
  const float32x4_t nan = vreinterpretq_f32_u32(vdupq_n_u32(0x7fc00000u));
  return vbslq_f32(vceqq_f32(x, x), x, nan);
}
