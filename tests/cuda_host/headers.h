/* What takes long to parse in CUDA text on the host, to be precompiled. */
#include "cuda_bf16.h"
#include "cuda_fp16.h"
#include "cuda_runtime.h"
