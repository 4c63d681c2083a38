if (token - job.text_begin < job.text_tokens) {
  const int32_t at = (int32_t)(job.text_start + (int64_t)(token - job.text_begin));
  for (int axis = 0; axis < ${axes}; axis++) ids[axis] = at;
  return;
}
