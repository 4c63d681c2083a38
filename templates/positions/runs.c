${banner}
#include "${model}_kernels.h"
${same_generation}

${place}

${furthest}

/* Positions of tokens [begin, begin + n) of a valid sequence, (n, AXES). */
void ${m}positions(const ${m}sequence *sequence, size_t begin, size_t n, int32_t *ids)
{
  const ${m}run *run = sequence->runs;
  int64_t position = sequence->first;
  for (; n > 0; run++) {
    const uint64_t tokens = run_tokens(run);
    uint64_t token = begin < tokens ? begin : tokens;
    begin -= (size_t)token;
    for (; n > 0 && token < tokens; token++, n--, ids += ${M}AXES) {
      run_place(run, position, token, ids);
    }
    position += run_advance(run);
  }
}

/* The tokens of a sequence, its greatest position and the one after it. */
static ${m}status measure(const ${m}sequence *sequence, size_t *tokens, int64_t *greatest, int64_t *next)
{
  if (!sequence || (sequence->n_runs > 0 && !sequence->runs)) return ${M}ENULL;
  if (sequence->first < 0 || sequence->first - 1 > ${last}) return ${M}EPOSITION;
  uint64_t sum = 0;
  int64_t position = sequence->first, most = position - 1;
  for (size_t i = 0; i < sequence->n_runs; i++) {
    const ${m}run *run = &sequence->runs[i];
    const uint64_t room = (uint64_t)INT64_MAX - sum;
    int64_t last;
    if (run->kind == ${M}TEXT) {
      if (run->tokens > ${last} + (uint64_t)1) return ${M}EPOSITION;
      if (run->tokens > room) return ${M}ESIZE;
      last = run->tokens > 0 ? position + (int64_t)run->tokens - 1 : most;
    } else {
      uint32_t extent[3];
      if (run->kind != ${M}IMAGE && run->kind != ${M}VIDEO) return ${M}EGRID;
      ${seconds_check}
      run_extents(run, &extent[0], &extent[1], &extent[2]);
      if (extent[0] == 0 || run->h == 0 || run->w == 0) return ${M}EGRID;
      ${merge_check}
      if (extent[0] > ${last} + 1u || extent[1] > ${rows} || extent[2] > ${columns}) {
        return ${M}EPOSITION;
      }
      if ((uint64_t)extent[0] * extent[1] > room / extent[2]) return ${M}ESIZE;
      last = position + ${reach};
    }
    if (last > ${last}) return ${M}EPOSITION;
    if (last > most) most = last;
    sum += run_tokens(run);
    position += run_advance(run);
    if (position > ${last} + (int64_t)1) return ${M}EPOSITION;
  }
  if (sum > SIZE_MAX) return ${M}ESIZE;
  *tokens = (size_t)sum;
  *greatest = most;
  *next = position;
  return ${M}OK;
}

${m}status ${m}tokens(const ${m}sequence *sequence, size_t *tokens)
{
  size_t count;
  int64_t greatest, next;
  if (!tokens) return ${M}ENULL;
  const ${m}status status = measure(sequence, &count, &greatest, &next);
  if (status == ${M}OK) *tokens = count;
  return status;
}

${m}status ${m}next_position(const ${m}sequence *sequence, int32_t *position)
{
  size_t count;
  int64_t greatest, next;
  if (!position) return ${M}ENULL;
  const ${m}status status = measure(sequence, &count, &greatest, &next);
  if (status != ${M}OK) return status;
  if (next > INT32_MAX) return ${M}EPOSITION;
  *position = (int32_t)next;
  return ${M}OK;
}

${rope_delta}

${ids_entry}
