/* Runs CUDA text on the CPU: a launch calls the kernel once per thread, one after the other. Put
   this folder before the toolkit's on the include path. Enough for kernels whose threads do not
   talk to each other: no shared memory, no barriers, no shuffles. */
#ifndef ROPEWALK_TESTS_CUDA_HOST_H
#define ROPEWALK_TESTS_CUDA_HOST_H

#include <cstdint>
#include <cstring>
#include <utility>

#include "cuda_runtime_api.h"

#define __global__
#define __device__
#define __host__
#define __forceinline__ inline
#define __launch_bounds__(...)

struct uint3 { unsigned x, y, z; };

struct dim3 {
  unsigned x, y, z;
  dim3(unsigned x_ = 1, unsigned y_ = 1, unsigned z_ = 1) : x(x_), y(y_), z(z_) {}
};

static thread_local uint3 threadIdx, blockIdx;
static thread_local dim3 blockDim, gridDim;

/* Rounded products and sums: the empty asm keeps this compiler from fusing them. */
template <class T> static inline T rounded(T x)
{
#if defined(__x86_64__)
  __asm__("" : "+x"(x));
#else
  __asm__("" : "+w"(x));
#endif
  return x;
}

static inline float __fmul_rn(float a, float b) { return rounded(a * b); }
static inline float __fadd_rn(float a, float b) { return rounded(rounded(a) + rounded(b)); }
static inline float __fsub_rn(float a, float b) { return rounded(rounded(a) - rounded(b)); }
static inline double __dmul_rn(double a, double b) { return rounded(a * b); }
static inline double __dadd_rn(double a, double b) { return rounded(rounded(a) + rounded(b)); }
static inline double __dsub_rn(double a, double b) { return rounded(rounded(a) - rounded(b)); }
static inline float __double2float_rn(double x) { return static_cast<float>(x); }

static inline long long __double_as_longlong(double x)
{
  long long bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

static inline double __longlong_as_double(long long bits)
{
  double x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

template <class... Arguments, std::size_t... Index>
static void call_kernel(void (*kernel)(Arguments...), void **arguments,
    std::index_sequence<Index...>)
{
  kernel(*static_cast<Arguments *>(arguments[Index])...);
}

template <class... Arguments>
static cudaError_t cudaLaunchKernel(void (*kernel)(Arguments...), dim3 grid, dim3 block,
    void **arguments, std::size_t = 0, cudaStream_t = nullptr)
{
  gridDim = grid;
  blockDim = block;
  blockIdx.z = threadIdx.y = threadIdx.z = 0;
  for (blockIdx.y = 0; blockIdx.y < grid.y; blockIdx.y++) {
    for (blockIdx.x = 0; blockIdx.x < grid.x; blockIdx.x++) {
      for (threadIdx.x = 0; threadIdx.x < block.x; threadIdx.x++) {
        call_kernel(kernel, arguments, std::index_sequence_for<Arguments...>());
      }
    }
  }
  return cudaSuccess;
}

#endif
