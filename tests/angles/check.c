/* The cos and sin of every float32 angle in 16 binades, and of its negative, against correctly
   rounded ones.
   In: group, step, first, every: angles of the binades 2^(19 - 16 group) and the 15 below it, each
   step-th from the first-th on and, where some are left out, hard ones; each every-th is MPFR's.
   Out: lines `isa NAME` of what runs here; `wrong ...` for what is wrong; a line of counts. Always:
   an angle counts once, zero in the last group, so that all groups with step 1 are the floats below
   2^20; rows of each ISA are the scalar one's bits; exit status 1 unless nothing is wrong. */
#include <stdint.h>
#include <string.h>

#include "model.h"
#include "tables/nearest.h"

/* Exponents from TOP down to LEAST, PAIRS a group. */
enum { PAIRS = U(PAIRS), TOP = 19, LEAST = -149, GROUPS = (TOP - LEAST) / PAIRS + 1 };
enum { SHOWN = 3 };

/* The angles of a group whose cos or sin is nearest to a tie, as found with step 1; the groups after
   these have none that is near. */
static const float hardest[] = { 0x1.33333p+13f, 0x1.20ffccp-7f, 0x1.fffffep-13f };

static unsigned long long wrong;

static void require(int good, const char *what)
{
  if (good) return;
  printf("wrong: %s\n", what);
  exit(1);
}

static void note_wrong(const char *what, float angle, float got, float want)
{
  if (++wrong > SHOWN) return;
  printf("wrong %s of %a: %a, want %a\n", what, (double)angle, (double)got, (double)want);
}

static uint32_t bits_of(float x)
{
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

static float from_bits(uint32_t bits)
{
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* A row by one ISA is the scalar one; that of the negative position has the same cos and the sin
   negated, where the sign of a zero is left open. */
static void check_isa(const char *name, M(isa) isa, float position, const float *row)
{
  float got[2 * PAIRS];
  const float negative = -position;
  M(kernels_of)(isa)->rows(&position, NULL, got);
  require(memcmp(got, row, sizeof got) == 0, name);
  M(kernels_of)(isa)->rows(&negative, NULL, got);
  for (size_t j = 0; j < PAIRS; j++) {
    require(got[j] == row[j] && got[PAIRS + j] == -row[PAIRS + j], name);
  }
}

/* The pairs of a position; an angle that a nearer position has exactly is not of this one. */
static void check_position(nearest *n, float first_angle)
{
  const float position = ldexpf(first_angle, 11);
  float row[2 * PAIRS];
  M(kernels_of)(U(SCALAR))->rows(&position, NULL, row);
#define CHECK(name, NAME, available) \
  if (available) check_isa("row of " #name, U(NAME), position, row);
  U(ISAS)(CHECK)
#undef CHECK
  for (int j = 0; j < PAIRS; j++) {
    const float angle = ldexpf(first_angle, -j);
    if (ldexpf(angle, j) != first_angle) break;
    float want_cos, want_sin;
    nearest_turn(n, angle, &want_cos, &want_sin);
    if (row[j] != want_cos) note_wrong("cos", angle, row[j], want_cos);
    if (row[PAIRS + j] != want_sin) note_wrong("sin", angle, row[PAIRS + j], want_sin);
    if (angle == 0) break;
  }
}

int main(int argc, char **argv)
{
  require(argc == 5, "usage: check GROUP STEP FIRST EVERY");
  const int group = atoi(argv[1]);
  const uint32_t step = (uint32_t)strtoul(argv[2], NULL, 10);
  const uint32_t first = (uint32_t)strtoul(argv[3], NULL, 10) % step;
  nearest n = nearest_make(strtoull(argv[4], NULL, 10));
#define SAY(name, NAME, available) if (available) puts("isa " #name);
  U(ISAS)(SAY)
#undef SAY
  const float least = ldexpf(1, TOP - PAIRS * group);
  const uint32_t end = bits_of(2 * least);
  for (uint32_t bits = bits_of(least) + first; bits < end; bits += step) {
    check_position(&n, from_bits(bits));
  }
  if (step > 1 && group < (int)(sizeof hardest / sizeof *hardest)) {
    check_position(&n, ldexpf(hardest[group], (TOP - ilogbf(hardest[group])) % PAIRS));
  }
  if (group == GROUPS - 1) check_position(&n, 0);
  printf("angles %llu wrong %llu mpfr %llu margin %.3g at 0x%08x\n", n.angles, wrong, n.by_mpfr,
      n.margin, (unsigned)bits_of(n.hardest));
  nearest_free(&n);
  mpfr_free_cache();
  return wrong > 0;
}
