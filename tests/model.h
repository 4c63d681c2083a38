/* One source for all models: compiled once per model, with
     -DMODEL=qwen2_5_vl_vision -DMODEL_UPPER=QWEN2_5_VL_VISION -Iout/qwen2_5_vl_vision
   M(tokens) is then qwen2_5_vl_vision_tokens and U(OK) is QWEN2_5_VL_VISION_OK. With -DDTYPE=bf16
   (or f16; else f32) T(rotate_ids) is qwen2_5_vl_vision_rotate_ids_bf16, and elements are what q
   and k are made of. */
#ifndef ROPEWALK_TESTS_MODEL_H
#define ROPEWALK_TESTS_MODEL_H

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define TEXT_(a) #a
#define TEXT(a) TEXT_(a)

#define M(name) JOIN(MODEL, name)
#define U(name) JOIN(MODEL_UPPER, name)
#define MODEL_NAME TEXT(MODEL)

#if !defined(DTYPE)
#define DTYPE f32
#endif
#define T(name) M(JOIN(name, DTYPE))
#define T_CUDA(name) JOIN(T(name), _cuda)
#define DTYPE_NAME TEXT(DTYPE)

#define HEADER_(model) TEXT(model##_kernels.h)
#define HEADER(model) HEADER_(model)
#include HEADER(MODEL)

typedef float element_of_f32;
typedef uint16_t element_of_bf16, element_of_f16;
typedef JOIN(element_of, DTYPE) element;

/* The entry that places tokens itself has the position rule in its name. */
#define ROTATE_SEQUENCE JOIN(rotate, U(RULE))

/* The CUDA launchers, on memory of the host; with ON_DEVICE it travels to a device and back. */
#if defined(ON_DEVICE)
#include "gpu/on_device.h"
#define LAUNCH(name) ON_DEVICE_OF(name)
#define LAUNCH_TABLES ON_DEVICE_OF(tables)
#else
#define LAUNCH(name) T_CUDA(name)
#define LAUNCH_TABLES M(tables__cuda)
#endif

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
  if (r->cuda) return LAUNCH_TABLES(tables, floats, NULL);
#endif
  return M(tables)(tables, floats, r->isa);
}
#endif

#if U(HAS_IDS)
static inline M(status) run_ids(const runner *r, const float *tables, const M(position) *ids,
    size_t tokens, const T(view) *views, size_t n_views, size_t begin, size_t end, int direction)
{
#if defined(WITH_CUDA)
  if (r->cuda) {
    return LAUNCH(rotate_ids)(tables, ids, tokens, views, n_views, begin, end, direction, NULL);
  }
#endif
  return T(rotate_ids)(tables, ids, tokens, views, n_views, begin, end, direction, r->isa);
}
#endif

static inline M(status) run_cos_sin(const runner *r, const float *cos, const float *sin,
    size_t stride, size_t tokens, const T(view) *views, size_t n_views, size_t begin, size_t end,
    int direction)
{
#if defined(WITH_CUDA)
  if (r->cuda) {
    return LAUNCH(rotate_cos_sin)(cos, sin, stride, tokens, views, n_views, begin, end,
        direction, NULL);
  }
#endif
  return T(rotate_cos_sin)(cos, sin, stride, tokens, views, n_views, begin, end, direction,
      r->isa);
}

#if U(HAS_CIS)
static inline M(status) run_cis(const runner *r, const float *cis, size_t stride, size_t tokens,
    const T(view) *views, size_t n_views, size_t begin, size_t end, int direction)
{
#if defined(WITH_CUDA)
  if (r->cuda) {
    return LAUNCH(rotate_cis)(cis, stride, tokens, views, n_views, begin, end, direction, NULL);
  }
#endif
  return T(rotate_cis)(cis, stride, tokens, views, n_views, begin, end, direction, r->isa);
}
#endif

#if U(HAS_SEQUENCE)
static inline M(status) run_sequence(const runner *r, const float *tables,
    const M(sequence) *sequence, const T(view) *views, size_t n_views, size_t begin, size_t end,
    int direction)
{
#if defined(WITH_CUDA)
  if (r->cuda) {
    return LAUNCH(ROTATE_SEQUENCE)(tables, sequence, views, n_views, begin, end, direction, NULL);
  }
#endif
  return T(ROTATE_SEQUENCE)(tables, sequence, views, n_views, begin, end, direction, r->isa);
}
#endif
#endif
