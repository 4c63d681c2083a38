/* What takes longest to compile in a model's unity file, to be precompiled (build.mk). */
#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif
