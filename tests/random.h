/* splitmix64: a public-domain generator by Sebastiano Vigna. In: its state, any number at first.
   Out: the next 64 random bits. */
#ifndef ROPEWALK_TESTS_RANDOM_H
#define ROPEWALK_TESTS_RANDOM_H

#include <stdint.h>

static inline uint64_t next_random(uint64_t *state)
{
  uint64_t z = *state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

#endif
