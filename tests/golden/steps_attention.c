/* The attention block of a case, by every runner. */
#include "attention.h"
#include "case.h"

/* Compares every `step`-th token of out with a float64 tensor. */
static void compare_tokens(const rwg_tensor *tensor, const char *by, const float *out, size_t step,
    size_t embed)
{
  double *values = room(tensor->count, sizeof *values);
  for (size_t i = 0; i < tensor->count; i++) {
    values[i] = (double)out[i / embed * step * embed + i % embed];
  }
  compare(tensor, by, values);
  free(values);
}

/* HEADS X W_QKV B_QKV W_PROJ B_PROJ OUT, with the yardsticks out_f64 and out_f64_b0_every4 where
   the case has them. */
void step_attention(session *s, char *const *words)
{
  const size_t heads = (size_t)whole_number(words[0], 1), width = heads * HEAD_DIM;
  const rwg_tensor *x = any_tensor(s, words[1]);
  const size_t batch = x->dims[0], n = s->tokens, embed = x->dims[2];
  tensor_of(s, words[1], RWG_F32, SHAPE(batch, n, embed));
  const attention_block block = {
    embed, heads,
    tensor_of(s, words[2], RWG_F32, SHAPE(3 * width, embed))->data,
    tensor_of(s, words[3], RWG_F32, SHAPE(3 * width))->data,
    tensor_of(s, words[4], RWG_F32, SHAPE(embed, width))->data,
    tensor_of(s, words[5], RWG_F32, SHAPE(embed))->data,
  };
  const rwg_tensor *expected = tensor_of(s, words[6], RWG_F32, SHAPE(batch, n, embed));
  float *first = room(x->count, sizeof *first), *out = room(x->count, sizeof *out);
  for (size_t r = 0; r < s->n_runners; r++) {
    const char *by = s->runners[r].name;
    float *to = r == 0 ? first : out;
    must(attention(&block, &s->runners[r], s->tables[r], s->ids, x->data, batch, n, to),
        "attention");
    agree("attention", by, RWG_F32, first, to, x->count);
    compare(expected, by, to);
    if (rwg_find(&s->file, "out_f64")) {
      compare_tokens(tensor_of(s, "out_f64", RWG_F64, SHAPE(batch, n, embed)), by, to, 1, embed);
    }
    if (rwg_find(&s->file, "out_f64_b0_every4") && batch > 0) {
      const rwg_tensor *some =
        tensor_of(s, "out_f64_b0_every4", RWG_F64, SHAPE((n + 3) / 4, embed));
      compare_tokens(some, by, to, 4, embed);
    }
  }
  free(first);
  free(out);
}
