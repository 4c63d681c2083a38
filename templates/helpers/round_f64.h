static inline double mad_f64(double a, double b, double c)
{
  double product = a * b;
  ROPEWALK_HIDE(product);
  ROPEWALK_HIDE(c);
  return product + c;
}

static inline double nmad_f64(double a, double b, double c)
{
  double product = a * b;
  ROPEWALK_HIDE(product);
  ROPEWALK_HIDE(c);
  return c - product;
}

static inline uint64_t bits_of_f64(double x)
{
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

static inline double f64_of_bits(uint64_t bits)
{
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}
