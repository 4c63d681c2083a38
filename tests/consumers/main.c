/* Turns q of a few tokens as Phi does, and compares each number with the formula in double. */
#include <math.h>
#include <stdio.h>

#include "phi.h"

enum { FIRST = 3, TOKENS = 37, HEADS = 2, TOKEN = HEADS * PHI_HEAD_DIM };

/* What q holds before it is turned. */
static double before(int token, int head, int channel)
{
  return ((token * 31 + head * 17 + channel * 7) % 64 - 32) / 32.0;
}

/* What it has to hold afterwards: pair j is channels j and j + PHI_PAIRS. */
static double after(int token, int head, int channel)
{
  const int j = channel % PHI_PAIRS, second = channel >= PHI_PAIRS;
  const double angle = (FIRST + token) * pow(10000, -(double)j / PHI_PAIRS);
  const double a = before(token, head, j), b = before(token, head, j + PHI_PAIRS);
  if (channel >= 2 * PHI_PAIRS) return before(token, head, channel);
  return second ? b * cos(angle) + a * sin(angle) : a * cos(angle) - b * sin(angle);
}

int main(void)
{
  static float q[TOKENS][HEADS][PHI_HEAD_DIM];
  const phi_sequence sequence = { FIRST, TOKENS };
  const phi_view_f32 view = { q[0][0], q[0][0], HEADS, TOKEN, PHI_HEAD_DIM, TOKEN, PHI_HEAD_DIM };
  phi_status status;
  double worst = 0;
  int t, h, c;

  for (t = 0; t < TOKENS; t++)
    for (h = 0; h < HEADS; h++)
      for (c = 0; c < PHI_HEAD_DIM; c++) q[t][h][c] = (float)before(t, h, c);

  status = phi_rotate_sequence_f32(NULL, &sequence, &view, 1, 0, TOKENS, 1, PHI_AUTO);

  for (t = 0; t < TOKENS; t++)
    for (h = 0; h < HEADS; h++)
      for (c = 0; c < PHI_HEAD_DIM; c++) worst = fmax(worst, fabs(q[t][h][c] - after(t, h, c)));
  printf("phi: %s, %d numbers, %s\n", phi_strerror(status), TOKENS * TOKEN,
      worst < 1e-5 ? "right" : "wrong");
  return status != PHI_OK || !(worst < 1e-5);
}
