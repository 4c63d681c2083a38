/* See memory.h. Under AddressSanitizer the host's own bytes, and those before a copy, are out of
   bounds while a device that is this machine's memory is at work. */
#include "memory.h"

#include <cuda_runtime_api.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(first, bytes) ((void)(first), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(first, bytes) ((void)(first), (void)(bytes))
#endif

static void must(cudaError_t error, const char *what)
{
  if (error == cudaSuccess) return;
  fprintf(stderr, "%s: %s\n", what, cudaGetErrorString(error));
  exit(1);
}

static size_t remainder_of(const device_span *s)
{
  return s->begin % DEVICE_ALIGNMENT;
}

void device_note(device_memory *m, const void *first, size_t bytes, int written)
{
  if (!first || bytes == 0) return;
  m->spans = realloc(m->spans, (m->n + 1) * sizeof *m->spans);
  if (!m->spans) exit(1);
  m->spans[m->n++] =
    (device_span){ (uintptr_t)first, (uintptr_t)first + bytes, written, NULL };
}

static int by_begin(const void *a, const void *b)
{
  const uintptr_t x = ((const device_span *)a)->begin, y = ((const device_span *)b)->begin;
  return (x > y) - (x < y);
}

/* Makes one span of those that share bytes. */
static void join(device_memory *m)
{
  size_t n = 0;
  if (m->n > 1) qsort(m->spans, m->n, sizeof *m->spans, by_begin);
  for (size_t i = 0; i < m->n; i++) {
    const device_span *s = &m->spans[i];
    device_span *last = n > 0 ? &m->spans[n - 1] : NULL;
    if (!last || s->begin >= last->end) {
      m->spans[n++] = *s;
    } else {
      if (s->end > last->end) last->end = s->end;
      last->written |= s->written;
    }
  }
  m->n = n;
}

void device_send(device_memory *m)
{
  join(m);
  for (size_t i = 0; i < m->n; i++) {
    device_span *s = &m->spans[i];
    const size_t before = remainder_of(s), bytes = s->end - s->begin;
    void *memory;
    must(cudaMalloc(&memory, before + bytes), "cudaMalloc");
    s->memory = memory;
    must(cudaMemcpy(s->memory + before, (const void *)s->begin, bytes, cudaMemcpyHostToDevice),
        "cudaMemcpy to the device");
    ASAN_POISON_MEMORY_REGION(s->memory, before);
    ASAN_POISON_MEMORY_REGION((void *)s->begin, bytes);
  }
}

void *device_address(const device_memory *m, const void *first, size_t before)
{
  const uintptr_t at = (uintptr_t)first;
  if (!first) return NULL;
  for (size_t i = 0; i < m->n; i++) {
    const device_span *s = &m->spans[i];
    if (at < s->begin || at >= s->end) continue;
    return (void *)((uintptr_t)s->memory + remainder_of(s) + (at - s->begin) - before);
  }
  fprintf(stderr, "%p is in no span\n", first);
  exit(1);
}

void device_fetch(device_memory *m)
{
  must(cudaDeviceSynchronize(), "the kernel");
  for (size_t i = 0; i < m->n; i++) {
    device_span *s = &m->spans[i];
    const size_t before = remainder_of(s), bytes = s->end - s->begin;
    ASAN_UNPOISON_MEMORY_REGION(s->memory, before);
    ASAN_UNPOISON_MEMORY_REGION((void *)s->begin, bytes);
    if (s->written) {
      must(cudaMemcpy((void *)s->begin, s->memory + before, bytes, cudaMemcpyDeviceToHost),
          "cudaMemcpy from the device");
    }
    must(cudaFree(s->memory), "cudaFree");
  }
  free(m->spans);
  *m = (device_memory){ NULL, 0 };
}
