static __device__ __forceinline__ float widen(float x) { return x; }
static __device__ __forceinline__ float narrow(float x) { return x; }
