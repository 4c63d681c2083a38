/* An attention block with MS-RoPE, an example of how generated kernels are used: project to q, k
   and v, turn q and k, attend, project back. */
#ifndef ROPEWALK_TESTS_GOLDEN_ATTENTION_H
#define ROPEWALK_TESTS_GOLDEN_ATTENTION_H

#include "model.h"

typedef struct {
  size_t embed, heads;         /* channels of a token; the channels of a head are the model's */
  const float *w_qkv, *b_qkv;  /* (3, heads, head_dim, embed): all of q, then of k, then of v */
  const float *w_proj, *b_proj; /* (embed, heads, head_dim) */
} attention_block;

/* out of x, (batch, tokens, embed) both. ids are (tokens, axes), the same for every item of the
   batch; tables may be NULL: rows are then computed on the fly. */
M(status) attention(const attention_block *block, const runner *by, const float *tables,
    const int32_t *ids, const float *x, size_t batch, size_t tokens, float *out);

#endif
