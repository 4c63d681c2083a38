/* The host's memory as copies on a device, for the time of a launch.
   In: the spans that the launch reads and writes. Out: their addresses on the device; afterwards
   what was written stands in the host's memory. Always: spans that share bytes are one copy, and an
   address keeps its remainder by DEVICE_ALIGNMENT; what the device refuses ends the program. */
#ifndef ROPEWALK_TESTS_GPU_MEMORY_H
#define ROPEWALK_TESTS_GPU_MEMORY_H

#include <stddef.h>
#include <stdint.h>

enum { DEVICE_ALIGNMENT = 256 };

typedef struct {
  uintptr_t begin, end; /* on the host */
  int written;
  unsigned char *memory; /* on the device: the span's remainder, then the span */
} device_span;

typedef struct {
  device_span *spans;
  size_t n;
} device_memory;

/* Notes a span; of no bytes, or NULL: nothing. */
void device_note(device_memory *m, const void *first, size_t bytes, int written);

/* Copies all spans to the device. */
void device_send(device_memory *m);

/* Where `first`, a byte of a span, is on the device, less `before` bytes; NULL stays NULL. */
void *device_address(const device_memory *m, const void *first, size_t before);

/* Waits for the device, copies back what may have been written, and forgets all spans. */
void device_fetch(device_memory *m);

#endif
