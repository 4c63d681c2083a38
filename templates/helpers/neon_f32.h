static inline float32x4_t add_f32x4(float32x4_t t, float32x4_t u)
{
  ROPEWALK_HIDE(t);
  ROPEWALK_HIDE(u);
  return vaddq_f32(t, u);
}

static inline float32x4_t sub_f32x4(float32x4_t t, float32x4_t u)
{
  ROPEWALK_HIDE(t);
  ROPEWALK_HIDE(u);
  return vsubq_f32(t, u);
}

static inline void st2_f32x4(float *to, float32x4_t first, float32x4_t second)
{
  float32x4x2_t both;
  both.val[0] = first;
  both.val[1] = second;
  vst2q_f32(to, both);
}
