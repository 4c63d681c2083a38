/* Numbers out of a fuzzer's bytes. In: bytes; behind their end all are 0. Out: numbers that are
   small, at an edge of some type, or any. */
#ifndef ROPEWALK_TESTS_HOSTILE_H
#define ROPEWALK_TESTS_HOSTILE_H

#include <stddef.h>
#include <stdint.h>

typedef __int128 wide;
typedef unsigned __int128 wide_size; /* which any two sizes multiply to */
typedef struct { const uint8_t *bytes; size_t size; } hostile;

static inline uint8_t hostile_byte(hostile *h)
{
  if (h->size == 0) return 0;
  h->size--;
  return *h->bytes++;
}

static inline uint64_t hostile_word(hostile *h, int bytes)
{
  uint64_t word = 0;
  while (bytes-- > 0) word = word << 8 | hostile_byte(h);
  return word;
}

static inline uint64_t hostile_number(hostile *h)
{
  static const uint64_t edges[] = {
    0, INT16_MAX, UINT16_MAX, INT32_MAX, UINT32_MAX, INT64_MAX, UINT64_MAX,
    (uint64_t)INT32_MIN, (uint64_t)INT64_MIN, UINT64_MAX / 4, UINT64_MAX / 8, UINT64_MAX / 16,
  };
  const uint8_t kind = hostile_byte(h);
  switch (kind % 8) {
  case 0: return edges[hostile_byte(h) % (sizeof edges / sizeof *edges)] + (uint64_t)(kind / 8) - 4;
  case 1: return hostile_word(h, 8);
  case 2: return hostile_word(h, 4);
  case 3: return hostile_word(h, 2);
  case 4: return (uint64_t)1 << hostile_byte(h) % 64;
  default: return hostile_byte(h) % 32;
  }
}
#endif
