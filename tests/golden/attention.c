/* The attention block: see attention.h. For a program with one model, read M(name) as
   msrope_concept_name and run_ids as its entry msrope_concept_rotate_ids_f32. Sums are made in
   double, so that what is left of an error is the rotation's and the last rounding's. */
#include "attention.h"

#include <math.h>
#include <stdlib.h>

#include "report.h"

/* out[row] = in . weights[row] + bias[row], for each token. */
static void project(const float *in, size_t n_in, const float *weights, const float *bias,
    float *out, size_t n_out, size_t tokens)
{
  for (size_t i = 0; i < tokens * n_out; i++) {
    const float *x = in + i / n_out * n_in, *w = weights + i % n_out * n_in;
    double sum = (double)bias[i % n_out];
    for (size_t j = 0; j < n_in; j++) sum += (double)x[j] * (double)w[j];
    out[i] = (float)sum;
  }
}

static double dot(const float *a, const float *b)
{
  double sum = 0;
  for (size_t i = 0; i < U(HEAD_DIM); i++) sum += (double)a[i] * (double)b[i];
  return sum;
}

/* One query against all keys of its head: out = softmax(q . k / sqrt(head_dim)) . v. Keys and
   values of consecutive tokens lie `stride` floats apart; weights is room for one per token. */
static void attend(const float *q, const float *k, const float *v, size_t stride, size_t tokens,
    double *weights, float *out)
{
  double largest = -INFINITY, sum = 0;
  for (size_t i = 0; i < tokens; i++) {
    weights[i] = dot(q, k + i * stride) / sqrt(U(HEAD_DIM));
    largest = fmax(largest, weights[i]);
  }
  for (size_t i = 0; i < tokens; i++) sum += weights[i] = exp(weights[i] - largest);
  for (size_t j = 0; j < U(HEAD_DIM); j++) {
    double value = 0;
    for (size_t i = 0; i < tokens; i++) value += weights[i] / sum * (double)v[i * stride + j];
    out[j] = (float)value;
  }
}

M(status) attention(const attention_block *block, const runner *by, const float *tables,
    const int32_t *ids, const float *x, size_t batch, size_t tokens, float *out)
{
  const size_t width = block->heads * U(HEAD_DIM); /* of q, of k, of v */
  const size_t stride = 3 * width;                 /* from a token to the next in qkv */
  float *qkv = room(tokens, stride * sizeof *qkv), *attended = room(tokens, width * sizeof *qkv);
  double *weights = room(tokens, sizeof *weights);
  M(status) status = U(OK);
  for (size_t item = 0; item < batch && status == U(OK); item++) {
    project(x + item * tokens * block->embed, block->embed, block->w_qkv, block->b_qkv, qkv, stride,
        tokens);

    /* q and k are turned where they lie; v stays between them. */
    const ptrdiff_t token = (ptrdiff_t)stride, head = U(HEAD_DIM);
    const M(view_f32) q_and_k[] = {
      { qkv, qkv, block->heads, token, head, token, head },
      { qkv + width, qkv + width, block->heads, token, head, token, head },
    };
    status = run_ids(by, tables, ids, tokens, q_and_k, 2, 0, tokens, 1);

    for (size_t i = 0; i < tokens * block->heads; i++) {
      const size_t first = i % block->heads * U(HEAD_DIM); /* of this head */
      const float *q = qkv + i / block->heads * stride + first, *k = qkv + width + first;
      attend(q, k, k + width, stride, tokens, weights, attended + i * U(HEAD_DIM));
    }
    project(attended, width, block->w_proj, block->b_proj, out + item * tokens * block->embed,
        block->embed, tokens);
  }
  free(qkv);
  free(attended);
  free(weights);
  return status;
}
