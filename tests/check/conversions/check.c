/* Every conversion of an ISA's helpers against tests/element.h: all 65,536 elements are widened;
   the floats that they are, those halfway between neighbours and next to that, and every upper half
   of a float with some lower halves are rounded. Compiled per type, linked with a text that
   convert.lua wrote. Prints how many conversions there are, or what is wrong; exit status 0, 1, or
   77 where the machine lacks the ISA. */
#include "check/conversions/conversions.h"

#include <stdio.h>
#include <stdlib.h>

#include "element.h"

enum { ELEMENTS = 1 << 16, LOWERS = 6, AROUND = 3, MOST_COUNT = 64, NOT_HERE = 77 };
enum { FLOATS = ELEMENTS * (1 + LOWERS + AROUND) };

static element patterns[ELEMENTS + MOST_COUNT];
static float floats[FLOATS + MOST_COUNT];
static size_t n_floats;

static float float_of_bits(uint32_t bits)
{
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static uint32_t bits_of_float(float x)
{
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

/* Halfway from a finite element to the next one away from zero, and on either side of that. */
static void add_halfway(uint32_t bits)
{
  const double low = (double)wide(element_of_bits(bits));
  const double high = (double)wide(element_of_bits(bits + 1));
  const double below = (double)wide(element_of_bits(bits - 1));
  const float halfway = (float)(isinf(high) ? low + (low - below) / 2 : (low + high) / 2);
  floats[n_floats++] = halfway;
  floats[n_floats++] = nextafterf(halfway, 0);
  floats[n_floats++] = nextafterf(halfway, halfway > 0 ? INFINITY : -INFINITY);
}

static void fill(void)
{
  static const uint32_t lowers[LOWERS] = { 0, 1, 0x7fff, 0x8000, 0x8001, 0xffff };
  for (uint32_t bits = 0; bits < ELEMENTS; bits++) {
    const float x = wide(element_of_bits(bits));
    patterns[bits] = element_of_bits(bits);
    floats[n_floats++] = x;
    for (size_t i = 0; i < LOWERS; i++) floats[n_floats++] = float_of_bits(bits << 16 | lowers[i]);
    if (isfinite(x)) add_halfway(bits);
  }
}

static int same_float(float a, float b)
{
  return bits_of_float(a) == bits_of_float(b) || (isnan(a) && isnan(b));
}

static int fail(const conversion *c, uint32_t from, uint32_t got, uint32_t want)
{
  printf("%s: 0x%x becomes 0x%x, want 0x%x\n", c->name, (unsigned)from, (unsigned)got,
      (unsigned)want);
  return 0;
}

static int widens(const conversion *c)
{
  const size_t count = (size_t)c->count;
  float got[MOST_COUNT];
  for (size_t first = 0; first < ELEMENTS; first += count) {
    c->run(patterns + first, got);
    for (size_t i = 0; i < count; i++) {
      const element x = patterns[first + i];
      if (same_float(got[i], wide(x))) continue;
      return fail(c, element_bits(x), bits_of_float(got[i]), bits_of_float(wide(x)));
    }
  }
  return 1;
}

static int rounds(const conversion *c)
{
  const size_t count = (size_t)c->count;
  for (size_t first = 0; first < n_floats; first += count) {
    float from[MOST_COUNT], to_floats[MOST_COUNT];
    element to_elements[MOST_COUNT];
    for (size_t i = 0; i < count; i++) {
      const float x = floats[first + i];
      from[i] = isnan(x) && !c->any_nan ? NAN : x;
    }
    c->run(from, c->kind == FLOATS_TO_ELEMENTS ? (void *)to_elements : (void *)to_floats);
    for (size_t i = 0; i < count; i++) {
      const element want = narrow((double)from[i]);
      if (c->kind == FLOATS_TO_ELEMENTS) {
        if (same_element(to_elements[i], want)) continue;
        return fail(c, bits_of_float(from[i]), element_bits(to_elements[i]), element_bits(want));
      }
      if (same_float(to_floats[i], wide(want))) continue;
      return fail(c, bits_of_float(from[i]), bits_of_float(to_floats[i]),
          bits_of_float(wide(want)));
    }
  }
  return 1;
}

int main(void)
{
  int all_right = 1, n = 0;
  if (!is_available()) return NOT_HERE;
  fill();
  for (const conversion *c = conversions; c->name; c++, n++) {
    all_right &= c->kind == ELEMENTS_TO_FLOATS ? widens(c) : rounds(c);
  }
  if (all_right) printf("%d\n", n);
  return !all_right;
}
