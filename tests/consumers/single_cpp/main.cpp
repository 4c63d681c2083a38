// Turns q of a few tokens as Phi does, and compares each number with the formula in double.
#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdio>
#include <vector>

#define PHI_IMPLEMENTATION
#include "phi.h"

int main()
{
  constexpr int first = 3, tokens = 37, dim = PHI_HEAD_DIM, pairs = PHI_PAIRS;

  std::vector<float> q(tokens * dim);
  for (std::size_t i = 0; i < q.size(); i++) q[i] = static_cast<float>(int(i * 7 % 64) - 32) / 32;
  const std::vector<float> before = q;

  const phi_sequence sequence = { first, tokens };
  const phi_view_f32 view = { q.data(), q.data(), 1, dim, dim, dim, dim };
  const phi_status status = phi_rotate_sequence_f32(nullptr, &sequence, &view, 1, 0, tokens, 1,
      PHI_AUTO);

  // Pair j of a head, channels j and j + pairs, is a complex number that its angle turns.
  double worst = 0;
  for (int t = 0; t < tokens; t++) {
    const float *x = &before[t * dim], *y = &q[t * dim];
    for (int j = 0; j < pairs; j++) {
      const std::complex<double> pair(x[j], x[j + pairs]), turned(y[j], y[j + pairs]);
      const double angle = (first + t) * std::pow(10000, -double(j) / pairs);
      worst = std::max(worst, std::abs(turned - pair * std::polar(1.0, angle)));
    }
    for (int c = 2 * pairs; c < dim; c++) worst = std::max(worst, std::fabs(double(x[c]) - y[c]));
  }
  std::printf("phi: %s, %d numbers, %s\n", phi_strerror(status), tokens * dim,
      worst < 1e-5 ? "right" : "wrong");
  return status != PHI_OK || !(worst < 1e-5);
}
