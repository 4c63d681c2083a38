/* Control bits of the floating-point environment, changed around calls that are to leave them. */
#ifndef ROPEWALK_TESTS_CONTROL_H
#define ROPEWALK_TESTS_CONTROL_H

#include "check.h"

#if defined(__x86_64__)
#include <xmmintrin.h>

enum { EXCEPTION_FLAGS = 0x3f };

static const unsigned controls[] = { 0, 0x8000, 0x0040, 0x2000, 0x4000, 0x6000, 0xe040 };

static inline unsigned control(void)
{
  return _mm_getcsr() & ~(unsigned)EXCEPTION_FLAGS;
}

static inline void set_control(unsigned bits)
{
  _mm_setcsr(bits | 0x1f80); /* every exception masked */
}

#elif defined(__aarch64__)

static const unsigned controls[] = { 0, 1u << 24, 1u << 25, 1u << 22, 2u << 22, 3u << 22 };

static inline unsigned control(void)
{
  unsigned long bits;
  __asm__ volatile("mrs %0, fpcr" : "=r"(bits));
  return (unsigned)bits;
}

static inline void set_control(unsigned bits)
{
  __asm__ volatile("msr fpcr, %0" : : "r"((unsigned long)bits));
}
#endif

enum { CONTROLS = sizeof controls / sizeof *controls };

typedef struct {
  unsigned own, changed;
} control_change;

/* Sets the i-th of CONTROLS control bits. */
static inline control_change change_control(size_t i)
{
  control_change change = { .own = control() };
  describe("control bits 0x%x", controls[i]);
  set_control(controls[i]);
  change.changed = control();
  return change;
}

/* Brings back what there was; fails if someone else has changed the bits again. */
static inline void restore_control(control_change change)
{
  const unsigned now = control();
  set_control(change.own);
  if (now != change.changed) fail("control bits are now 0x%x, were 0x%x", now, change.changed);
}
#endif
