/* Keeps a product from the compiler, which would else fuse it into a sum and round once, not
   twice (GCC fuses intrinsics as well and ignores the pragma against it). No code comes of it. */
#if defined(__x86_64__)
#define ROPEWALK_HIDE(value) __asm__("" : "+v"(value))
#elif defined(__aarch64__)
#define ROPEWALK_HIDE(value) __asm__("" : "+w"(value))
#else
#define ROPEWALK_HIDE(value) __asm__("" : "+m"(value))
#endif
