static inline float32x4_t widen_f16x4(uint16x4_t x)
{
  return vcvt_f32_f16(vreinterpret_f16_u16(x));
}

/* To nearest, ties to even, subnormals kept. */
static inline uint16x4_t narrow_f16x4(float32x4_t x)
{
  return vreinterpret_u16_f16(vcvt_f16_f32(x));
}

static inline float32x4_t load_f16x4(const uint16_t *at)
{
  return widen_f16x4(vld1_u16(at));
}

static inline float32x4x2_t load2_f16x4(const uint16_t *at)
{
  const uint16x4x2_t x = vld2_u16(at);
  float32x4x2_t pairs;
  pairs.val[0] = widen_f16x4(x.val[0]);
  pairs.val[1] = widen_f16x4(x.val[1]);
  return pairs;
}

static inline void store_f16x4(uint16_t *to, float32x4_t x)
{
  vst1_u16(to, narrow_f16x4(x));
}

static inline void store2_f16x4(uint16_t *to, float32x4_t first, float32x4_t second)
{
  uint16x4x2_t both;
  both.val[0] = narrow_f16x4(first);
  both.val[1] = narrow_f16x4(second);
  vst2_u16(to, both);
}

static inline float32x4_t round_f16x4(float32x4_t x)
{
  return widen_f16x4(narrow_f16x4(x));
}
