/* Turns the heads of two models in one program, and compares each number with the formula in
   double: Phi's, and those of Qwen2.5-VL's vision encoder. */
#include <math.h>
#include <stdio.h>

#include "text_phi.h"
#include "vision_qwen2_5_vl_vision.h"

#define TEXT_DIM TEXT_PHI_HEAD_DIM
#define TEXT_PAIRS TEXT_PHI_PAIRS
#define VISION_DIM VISION_QWEN2_5_VL_VISION_HEAD_DIM
#define VISION_PAIRS VISION_QWEN2_5_VL_VISION_PAIRS

enum { TOKENS = 24, GRID_H = 4, GRID_W = 6 };

/* What a token's head holds before it is turned. */
static double before(int token, int channel)
{
  return ((token * 31 + channel * 7) % 64 - 32) / 32.0;
}

/* What it has to hold afterwards, where pair j is channels j and j + pairs. */
static double after(int token, int channel, int pairs, double angle)
{
  const double a = before(token, channel % pairs), b = before(token, channel % pairs + pairs);
  if (channel >= 2 * pairs) return before(token, channel);
  return channel < pairs ? a * cos(angle) - b * sin(angle) : b * cos(angle) + a * sin(angle);
}

static double text_angle(int token, int pair)
{
  return token * pow(10000, -(double)pair / TEXT_PAIRS);
}

/* Patches come in squares of 2 x 2, row by row inside a square and row by row of squares. The
   first half of the pairs turn by a patch's row, the others by its column. */
static double vision_angle(int token, int pair)
{
  const int half = VISION_PAIRS / 2, square = token / 4;
  const int h = square / (GRID_W / 2) * 2 + token % 4 / 2;
  const int w = square % (GRID_W / 2) * 2 + token % 2;
  return (pair < half ? h : w) * pow(10000, -(double)(pair % half) / half);
}

/* Prints whether the heads of a model are what they have to be. Returns 1 if not. */
static int compare(const char *name, const char *status, const float *heads, int dim, int pairs,
    double (*angle)(int token, int pair))
{
  double worst = 0;
  int t, c;
  for (t = 0; t < TOKENS; t++)
    for (c = 0; c < dim; c++)
      worst = fmax(worst, fabs(heads[t * dim + c] - after(t, c, pairs, angle(t, c % pairs))));
  printf("%s: %s, %d numbers, %s\n", name, status, TOKENS * dim, worst < 1e-5 ? "right" : "wrong");
  return !(worst < 1e-5);
}

int main(void)
{
  static float text[TOKENS * TEXT_DIM], vision[TOKENS * VISION_DIM];
  const text_phi_sequence words = { 0, TOKENS };
  const text_phi_view_f32 text_view = { text, text, 1, TEXT_DIM, TEXT_DIM, TEXT_DIM, TEXT_DIM };
  const vision_qwen2_5_vl_vision_grid image = { 1, GRID_H, GRID_W };
  const vision_qwen2_5_vl_vision_sequence patches = { &image, 1, VISION_QWEN2_5_VL_VISION_NATURAL };
  const vision_qwen2_5_vl_vision_view_f32 vision_view = { vision, vision, 1, VISION_DIM, VISION_DIM,
                                                          VISION_DIM, VISION_DIM };
  text_phi_status text_status;
  vision_qwen2_5_vl_vision_status vision_status;
  int i, wrong;

  for (i = 0; i < TOKENS * TEXT_DIM; i++) text[i] = (float)before(i / TEXT_DIM, i % TEXT_DIM);
  for (i = 0; i < TOKENS * VISION_DIM; i++)
    vision[i] = (float)before(i / VISION_DIM, i % VISION_DIM);

  text_status = text_phi_rotate_sequence_f32(NULL, &words, &text_view, 1, 0, TOKENS, 1,
      TEXT_PHI_AUTO);
  vision_status = vision_qwen2_5_vl_vision_rotate_grid_f32(NULL, &patches, &vision_view, 1, 0,
      TOKENS, 1, VISION_QWEN2_5_VL_VISION_AUTO);

  wrong = compare("text", text_phi_strerror(text_status), text, TEXT_DIM, TEXT_PAIRS, text_angle);
  wrong |= compare("vision", vision_qwen2_5_vl_vision_strerror(vision_status), vision, VISION_DIM,
      VISION_PAIRS, vision_angle);
  return wrong || text_status != TEXT_PHI_OK || vision_status != VISION_QWEN2_5_VL_VISION_OK;
}
