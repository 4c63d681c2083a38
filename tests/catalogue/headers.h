/* What takes long to parse in a model's unity file and in its CUDA text, to be precompiled
   (build.mk). */
#if defined(__cplusplus)
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>
#elif defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif
