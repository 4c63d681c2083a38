static inline float add_f32(float t, float u)
{
  ROPEWALK_HIDE(t);
  ROPEWALK_HIDE(u);
  return t + u;
}

static inline float sub_f32(float t, float u)
{
  ROPEWALK_HIDE(t);
  ROPEWALK_HIDE(u);
  return t - u;
}
