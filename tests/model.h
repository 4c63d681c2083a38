/* One source for all models: compiled once per model, with
     -DMODEL=qwen2_5_vl_vision -DMODEL_UPPER=QWEN2_5_VL_VISION -Iout/qwen2_5_vl_vision
   M(tokens) is then qwen2_5_vl_vision_tokens and U(OK) is QWEN2_5_VL_VISION_OK. */
#ifndef ROPEWALK_TESTS_MODEL_H
#define ROPEWALK_TESTS_MODEL_H

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define TEXT_(a) #a
#define TEXT(a) TEXT_(a)

#define M(name) JOIN(MODEL, name)
#define U(name) JOIN(MODEL_UPPER, name)
#define MODEL_NAME TEXT(MODEL)

#define HEADER_(model) TEXT(model##_kernels.h)
#define HEADER(model) HEADER_(model)
#include HEADER(MODEL)

/* What runs a rotation: an ISA of the CPU, or the CUDA text (on the host or on a device). */
typedef struct {
  const char *name;
  M(isa) isa;
  int cuda;
} runner;

/* The runners of this model on this machine, the scalar reference first. */
static inline size_t runners(runner *list)
{
  size_t n = 0;
#define ADD(name, NAME, available) \
  if (available) list[n++] = (runner){ #name, U(NAME), 0 };
  U(ISAS)(ADD)
#undef ADD
#if defined(WITH_CUDA)
  list[n++] = (runner){ "cuda", U(SCALAR), 1 };
#endif
  return n;
}

enum { MOST_RUNNERS = 8 };

#if U(HAS_TABLES)
static inline M(status) run_tables(const runner *r, float *tables, size_t floats)
{
#if defined(WITH_CUDA)
  if (r->cuda) return M(tables__cuda)(tables, floats, NULL);
#endif
  return M(tables)(tables, floats, r->isa);
}
#endif

#if U(HAS_IDS)
static inline M(status) run_ids(const runner *r, const float *tables, const M(position) *ids,
    size_t tokens, const M(view_f32) *views, size_t n_views, size_t begin, size_t end, int direction)
{
#if defined(WITH_CUDA)
  if (r->cuda) {
    return M(rotate_ids_f32__cuda)(tables, ids, tokens, views, n_views, begin, end, direction, NULL);
  }
#endif
  return M(rotate_ids_f32)(tables, ids, tokens, views, n_views, begin, end, direction, r->isa);
}
#endif

static inline M(status) run_cos_sin(const runner *r, const float *cos, const float *sin,
    size_t stride, size_t tokens, const M(view_f32) *views, size_t n_views, size_t begin, size_t end,
    int direction)
{
#if defined(WITH_CUDA)
  if (r->cuda) {
    return M(rotate_cos_sin_f32__cuda)(cos, sin, stride, tokens, views, n_views, begin, end,
        direction, NULL);
  }
#endif
  return M(rotate_cos_sin_f32)(cos, sin, stride, tokens, views, n_views, begin, end, direction,
      r->isa);
}

#if U(HAS_CIS)
static inline M(status) run_cis(const runner *r, const float *cis, size_t stride, size_t tokens,
    const M(view_f32) *views, size_t n_views, size_t begin, size_t end, int direction)
{
#if defined(WITH_CUDA)
  if (r->cuda) {
    return M(rotate_cis_f32__cuda)(cis, stride, tokens, views, n_views, begin, end, direction, NULL);
  }
#endif
  return M(rotate_cis_f32)(cis, stride, tokens, views, n_views, begin, end, direction, r->isa);
}
#endif

#if U(HAS_SEQUENCE)
/* The entry that places tokens itself has the position rule in its name. */
#define ROTATE_SEQUENCE(type) M(JOIN(JOIN(rotate, U(RULE)), type))
static inline M(status) run_sequence(const runner *r, const float *tables,
    const M(sequence) *sequence, const M(view_f32) *views, size_t n_views, size_t begin, size_t end,
    int direction)
{
#if defined(WITH_CUDA)
  if (r->cuda) {
    return ROTATE_SEQUENCE(f32__cuda)(tables, sequence, views, n_views, begin, end, direction, NULL);
  }
#endif
  return ROTATE_SEQUENCE(f32)(tables, sequence, views, n_views, begin, end, direction, r->isa);
}
#endif
#endif
