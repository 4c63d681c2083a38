/* Names the architecture that nvcc is to compile for and the device that has it. Exit status 1,
   with the reason in one line, when there is none. */
#include <cuda_runtime_api.h>
#include <stdio.h>

int main(void)
{
  int count = 0;
  struct cudaDeviceProp properties;
  cudaError_t error = cudaGetDeviceCount(&count);
  if (error == cudaSuccess && count > 0) error = cudaGetDeviceProperties(&properties, 0);
  if (error != cudaSuccess || count == 0) {
    puts(error != cudaSuccess ? cudaGetErrorString(error) : "no CUDA device");
    return 1;
  }
  printf("sm_%d%d %s\n", properties.major, properties.minor, properties.name);
  return 0;
}
