${banner}
${include}
#ifndef __CUDACC_RTC__
#include <cuda_runtime.h>

#include "${model}_kernels.h"
${same_generation}
#else
typedef unsigned short uint16_t;
typedef int int32_t;
typedef long long int64_t;
typedef unsigned uint32_t;
typedef unsigned long long uint64_t;
${types}
#endif

${frequencies}

${sincos}

${cos_sin}

/* What one launch does: tokens [begin, end) of a few sides (q, k ...), from one source of rows. */
namespace {

enum { MOST_SIDES = 16, MOST_GRIDS = 32, BLOCK = 128 };

struct Side {
  const ${ctype} *in;
  ${ctype} *out;
  long long in_token, in_head, out_token, out_head;
  unsigned long long heads;
};

struct Job {
  unsigned long long begin, end;
  const float *tables;         /* or NULL: rows are computed */
  const ${id} *ids;            /* the source Ids */
  const float *cos, *sin;      /* the source Ready; Complex has cos only */
  unsigned long long stride;
  ${placed_fields}
  float direction;
  int n_sides;
  Side sides[MOST_SIDES];
};

${vec}

${positioned_sources}
struct Ready {
  const float *cos_row, *sin_row;

  __device__ bool seek(const Job &job, unsigned long long token)
  {
    cos_row = job.cos + token * job.stride;
    sin_row = job.sin + token * job.stride;
    return true;
  }

  template <int N> __device__ void rows(const Job &, unsigned pair, vec<N> *c, vec<N> *s) const
  {
    for (int i = 0; i < N; i++) {
      c->lane[i] = cos_row[pair + i];
      s->lane[i] = sin_row[pair + i];
    }
  }
};

${cis_source}
/* A thread turns N pairs of one token in every head, or in every gridDim.y-th one. A multiprocessor
   of 65,536 registers is to hold 10 blocks, 48 registers a thread, or 8 with 64. */
template <class Source, int N, bool WIDE>
static __global__ void __launch_bounds__(BLOCK, N < 8 ? 10 : 8) rotate(Job job)
{
  const unsigned threads_per_token = ${pairs} / N;
  const unsigned long long index = (unsigned long long)blockIdx.x * BLOCK + threadIdx.x;
  const unsigned long long token = job.begin + index / threads_per_token;
  const unsigned thread = (unsigned)(index % threads_per_token), pair = thread * N;
  Source source;
  if (token >= job.end || !source.seek(job, token)) return;
  vec<N> c, s;
  source.rows(job, pair, &c, &s);
  for (int i = 0; i < N; i++) s.lane[i] = __fmul_rn(s.lane[i], job.direction);
  ${round_rows}
  ${channels}
  const long long head_step = gridDim.y;
  for (int i = 0; i < job.n_sides; i++) {
    const Side &side = job.sides[i];
    const ${ctype} *x = side.in + (long long)token * side.in_token + blockIdx.y * side.in_head;
    ${ctype} *y = side.out + (long long)token * side.out_token + blockIdx.y * side.out_head;
    for (unsigned long long head = blockIdx.y; head < side.heads; head += gridDim.y) {
      ${head}
      x += head_step * side.in_head;
      y += head_step * side.out_head;
    }
  }
}

#ifndef __CUDACC_RTC__
template <class Source, int N, bool WIDE>
${m}status launch_n(Job &job, cudaStream_t stream)
{
  const unsigned long long threads = (job.end - job.begin) * (${pairs} / N);
  const unsigned long long blocks = (threads + BLOCK - 1) / BLOCK;
  if (blocks > INT32_MAX) return ${M}ESIZE;
  unsigned long long heads = 1;
  for (int i = 0; i < job.n_sides; i++) {
    if (job.sides[i].heads > heads) heads = job.sides[i].heads;
  }
  /* A thread's rows serve up to 8 heads of a side; of few tokens fewer, that the blocks fill a
     device. */
  unsigned long long groups = (heads + 7) / 8;
  const unsigned long long fill = (2048 + blocks - 1) / blocks;
  if (groups < fill) groups = fill < heads ? fill : heads;
  if (groups > 65535) groups = 65535;
  void *arguments[] = { &job };
  const cudaError_t error = cudaLaunchKernel(rotate<Source, N, WIDE>, dim3((unsigned)blocks, (unsigned)groups), dim3(BLOCK), arguments, 0, stream);
  return error == cudaSuccess ? ${M}OK : ${M}EISA;
}

/* Whether all heads of a side begin at multiples of so many elements. */
bool aligned(const Side &side, int elements)
{
  const uintptr_t bytes = sizeof(${ctype}) * (uintptr_t)elements;
  return (uintptr_t)side.in % bytes == 0 && (uintptr_t)side.out % bytes == 0
    && side.in_token % elements == 0 && side.in_head % elements == 0
    && side.out_token % elements == 0 && side.out_head % elements == 0;
}

/* Launches with accesses as wide as the pairs and the sides' alignment allow. */
template <class Source>
${m}status launch(Job &job, void *stream)
{
  int elements = ${widest};
  for (int i = 0; i < job.n_sides; i++) {
    while (elements > 1 && !aligned(job.sides[i], elements)) elements /= 2;
  }
  const cudaStream_t s = static_cast<cudaStream_t>(stream);
  ${launches}
}

/* Launches for views, MOST_SIDES at a time. */
template <class Source>
${m}status launch_views(Job &job, const ${m}view_${dtype} *views, size_t n_views, void *stream)
{
  ${in_place_check}
  for (size_t first = 0; first < n_views; first += MOST_SIDES) {
    job.n_sides = 0;
    for (size_t i = first; i < n_views && i < first + MOST_SIDES; i++) {
      const ${m}view_${dtype} *v = &views[i];
      if (v->heads == 0) continue;
      /* Of a single head the stride may be any. */
      job.sides[job.n_sides++] = { v->in, v->out, v->in_token, v->heads > 1 ? v->in_head : 0,
        v->out_token, v->heads > 1 ? v->out_head : 0, v->heads };
    }
    const ${m}status status = launch<Source>(job, stream);
    if (status != ${M}OK) return status;
  }
  return ${M}OK;
}

Job job_of(size_t begin, size_t end, int direction)
{
  Job job = {};
  job.begin = begin;
  job.end = end;
  job.direction = (float)direction;
  return job;
}
#endif
}

#ifndef __CUDACC_RTC__
${positioned_launchers}
extern "C" ${m}status ${m}rotate_cos_sin_${dtype}__cuda(const float *cos, const float *sin, size_t stride, size_t tokens, const ${m}view_${dtype} *views, size_t n_views, size_t begin, size_t end, int direction, void *stream)
{
  const ${m}status status = ${m}check_${dtype}(views, n_views, begin, end, tokens, direction);
  if (status != ${M}OK || begin == end) return status;
  if (!cos || !sin) return ${M}ENULL;
  if (stride < ${M}PAIRS || tokens > SIZE_MAX / sizeof *cos / stride) return ${M}ESIZE;
  Job job = job_of(begin, end, direction);
  job.cos = cos;
  job.sin = sin;
  job.stride = stride;
  return launch_views<Ready>(job, views, n_views, stream);
}
${cis_launcher}
#endif
