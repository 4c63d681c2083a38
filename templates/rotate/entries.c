${banner}
#include "${model}_kernels.h"
${same_generation}

/* The elements that a side of a view touches: [low, high) from its token 0; 0 if they overflow. */
static int span_${dtype}(ptrdiff_t token_stride, ptrdiff_t head_stride, const ${m}view_${dtype} *v, size_t begin, size_t end, ptrdiff_t *low, ptrdiff_t *high)
{
  const ptrdiff_t last_head = (ptrdiff_t)(v->heads - 1);
  ptrdiff_t first_token, last_token, heads;
  if (v->heads > PTRDIFF_MAX || end > PTRDIFF_MAX) return 0;
  if (__builtin_mul_overflow(token_stride, (ptrdiff_t)begin, &first_token)) return 0;
  if (__builtin_mul_overflow(token_stride, (ptrdiff_t)(end - 1), &last_token)) return 0;
  if (__builtin_mul_overflow(head_stride, last_head, &heads)) return 0;
  *low = first_token < last_token ? first_token : last_token;
  *high = first_token < last_token ? last_token : first_token;
  if (__builtin_add_overflow(heads < 0 ? *low : *high, heads, heads < 0 ? low : high)) return 0;
  if (__builtin_add_overflow(*high, (ptrdiff_t)${M}HEAD_DIM, high)) return 0;
  return *low > PTRDIFF_MIN / (ptrdiff_t)sizeof(${ctype})
    && *high < PTRDIFF_MAX / (ptrdiff_t)sizeof(${ctype});
}

static size_t magnitude_${dtype}(ptrdiff_t stride)
{
  return stride < 0 ? (size_t)0 - (size_t)stride : (size_t)stride;
}

/* Whether two heads of the output share an element. */
static int collides_${dtype}(const ${m}view_${dtype} *v, size_t tokens)
{
  const size_t token = magnitude_${dtype}(v->out_token), head = magnitude_${dtype}(v->out_head);
  if (tokens == 1) return v->heads > 1 && head < ${M}HEAD_DIM;
  if (v->heads == 1) return token < ${M}HEAD_DIM;
  if (token < head) return token < ${M}HEAD_DIM || head / token < tokens - 1
    || head - token * (tokens - 1) < ${M}HEAD_DIM;
  return head < ${M}HEAD_DIM || token / head < v->heads - 1
    || token - head * (v->heads - 1) < ${M}HEAD_DIM;
}

${m}status ${m}check_${dtype}(const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, size_t tokens, int direction)
{
  if (begin > end || end > tokens || ${wrong_direction}) return ${M}ESIZE;
  if (n_views > 0 && !views) return ${M}ENULL;
  if (begin == end) return ${M}OK;
  for (size_t i = 0; i < n_views; i++) {
    const ${m}view_${dtype} *v = &views[i];
    ptrdiff_t in_low, in_high, out_low, out_high;
    if (v->heads == 0) continue;
    if (!v->in || !v->out) return ${M}ENULL;
    if (!span_${dtype}(v->in_token, v->in_head, v, begin, end, &in_low, &in_high)) return ${M}ESIZE;
    if (!span_${dtype}(v->out_token, v->out_head, v, begin, end, &out_low, &out_high)) return ${M}ESIZE;
    if (collides_${dtype}(v, end - begin)) return ${M}EOVERLAP;
    if (v->in == v->out && v->in_token == v->out_token && v->in_head == v->out_head) continue;
    const uintptr_t in = (uintptr_t)v->in, out = (uintptr_t)v->out, size = sizeof(${ctype});
    if (in + (uintptr_t)in_low * size < out + (uintptr_t)out_high * size
        && out + (uintptr_t)out_low * size < in + (uintptr_t)in_high * size) {
      return ${M}EOVERLAP;
    }
  }
  return ${M}OK;
}

${turn_back}

/* What kernels are told of a call, by the size of its q and k. */
static ${m}work_${dtype} work_of_${dtype}(const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end)
{
  const size_t head_bytes = ${M}HEAD_DIM * sizeof(${ctype}), tokens = end - begin;
  const size_t in_l1 = ${l1_bytes} / head_bytes / tokens, in_l2 = ${l2_bytes} / head_bytes / tokens;
  size_t heads = 0; /* of a token; check has allowed them */
  int apart = 0;
  for (size_t i = 0; i < n_views; i++) {
    heads += views[i].heads;
    apart |= views[i].in != views[i].out;
  }
  const ${m}work_${dtype} work = {
    views, n_views, heads > in_l1 ? end : 0, apart, apart && heads > in_l2,
  };
  return work;
}

${rotate_positioned}

${m}status ${m}rotate_cos_sin_${dtype}(const float *cos, const float *sin, size_t stride, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, ${m}isa isa)
{
  const ${m}status status = ${m}check_${dtype}(views, n_views, begin, end, tokens, direction);
  if (status != ${M}OK || begin == end) return status;
  if (!cos || !sin) return ${M}ENULL;
  if (stride < ${M}PAIRS || tokens > SIZE_MAX / sizeof *cos / stride) return ${M}ESIZE;
  const ${m}kernels *kernels = ${m}kernels_of(isa);
  if (!kernels) return ${M}EISA;
  const float sign = (float)direction;
  const ${m}work_${dtype} work = work_of_${dtype}(views, n_views, begin, end);
  for (size_t token = begin; token < end; token++) {
    const float *c = cos + token * stride, *s = sin + token * stride;
    float own[${M}ROW_FLOATS];
    const float *const row[${M}AXES] = { ${own_rows} };
    ${rows_of_cos_sin}
    kernels->rotate_${dtype}(row, &work, token);
  }
  return ${M}OK;
}
${rotate_cis}
