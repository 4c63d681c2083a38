/* The conversions that an ISA's helpers make between elements of a 16-bit type and floats. */
#ifndef ROPEWALK_TESTS_CONVERSIONS_H
#define ROPEWALK_TESTS_CONVERSIONS_H

typedef enum { ELEMENTS_TO_FLOATS, FLOATS_TO_ELEMENTS, FLOATS_TO_FLOATS } conversion_kind;

typedef struct {
  const char *name; /* NULL behind the last */
  conversion_kind kind;
  int count;     /* elements at a time */
  int any_nan;   /* whether a NaN may have bits in its lower half */
  void (*run)(const void *from, void *to);
} conversion;

#ifdef __cplusplus
extern "C" {
#endif
extern const conversion conversions[];
int is_available(void); /* on this machine */
#ifdef __cplusplus
}
#endif
#endif
