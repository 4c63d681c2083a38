/* A helper of kernels for AVX2; inlined, so that it needs no flag either. */
#define ROPEWALK_AVX2 static inline __attribute__((target("avx2,f16c"), always_inline))
