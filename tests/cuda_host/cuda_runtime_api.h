/* The runtime's C functions on the CPU: a device's memory is memory of its own here too. */
#ifndef ROPEWALK_TESTS_CUDA_HOST_API_H
#define ROPEWALK_TESTS_CUDA_HOST_API_H

#include <stdlib.h>
#include <string.h>

typedef enum { cudaSuccess = 0, cudaErrorMemoryAllocation = 2 } cudaError_t;
typedef enum { cudaMemcpyHostToDevice = 1, cudaMemcpyDeviceToHost = 2 } cudaMemcpyKind;
typedef struct CUstream_st *cudaStream_t;

static inline cudaError_t cudaMalloc(void **memory, size_t bytes)
{
  *memory = malloc(bytes);
  return *memory ? cudaSuccess : cudaErrorMemoryAllocation;
}

static inline cudaError_t cudaFree(void *memory)
{
  free(memory);
  return cudaSuccess;
}

static inline cudaError_t cudaMemcpy(void *to, const void *from, size_t bytes, cudaMemcpyKind kind)
{
  (void)kind;
  memcpy(to, from, bytes);
  return cudaSuccess;
}

static inline cudaError_t cudaDeviceSynchronize(void)
{
  return cudaSuccess;
}

static inline const char *cudaGetErrorString(cudaError_t error)
{
  return error == cudaSuccess ? "no error" : "out of memory";
}

#endif
