${banner}
#ifndef __CUDACC_RTC__
#include <cuda_runtime.h>

#include "${model}_kernels.h"
${same_generation}
#else
typedef int int32_t;
typedef long long int64_t;
typedef unsigned uint32_t;
typedef unsigned long long uint64_t;
#endif

${frequencies}

${sincos}

${cos_sin}

/* One thread per frequency of a position of an axis. */
static __global__ void fill_tables(float *tables)
{
  unsigned long long entry = (unsigned long long)blockIdx.x * blockDim.x + threadIdx.x;
  float cos, sin;
  ${axes}
}

#ifndef __CUDACC_RTC__
extern "C" ${m}status ${m}tables__cuda(float *tables, size_t floats, void *stream)
{
  if (!tables) return ${M}ENULL;
  if (floats != ${M}TABLE_FLOATS) return ${M}ESIZE;
  const unsigned threads = 256;
  const size_t blocks = (floats / 2 + threads - 1) / threads;
  if (blocks > INT32_MAX) return ${M}ESIZE;
  void *arguments[] = { &tables };
  const cudaError_t error = cudaLaunchKernel(fill_tables, dim3((unsigned)blocks), dim3(threads), arguments, 0, static_cast<cudaStream_t>(stream));
  return error == cudaSuccess ? ${M}OK : ${M}EISA;
}
#endif
