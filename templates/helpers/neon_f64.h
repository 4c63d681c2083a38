static inline float64x2_t mad_f64x2(float64x2_t a, float64x2_t b, float64x2_t c)
{
  float64x2_t product = vmulq_f64(a, b);
  ROPEWALK_HIDE(product);
  ROPEWALK_HIDE(c);
  return vaddq_f64(product, c);
}

static inline float64x2_t nmad_f64x2(float64x2_t a, float64x2_t b, float64x2_t c)
{
  float64x2_t product = vmulq_f64(a, b);
  ROPEWALK_HIDE(product);
  ROPEWALK_HIDE(c);
  return vsubq_f64(c, product);
}

static inline float64x2_t flip_f64x2(float64x2_t x, uint64x2_t bits)
{
  return vreinterpretq_f64_u64(veorq_u64(vreinterpretq_u64_f64(x), bits));
}

/* a times b modulo 2^64, where b has 32 bits. */
static inline uint64x2_t mul64_u64x2(uint64x2_t a, uint64x2_t b)
{
  const uint32x2_t factor = vmovn_u64(b);
  const uint64x2_t high = vmull_u32(vshrn_n_u64(a, 32), factor);
  return vaddq_u64(vmull_u32(vmovn_u64(a), factor), vshlq_n_u64(high, 32));
}

static inline void st2_f32x2(float *to, float32x2_t first, float32x2_t second)
{
  float32x2x2_t both;
  both.val[0] = first;
  both.val[1] = second;
  vst2_f32(to, both);
}
