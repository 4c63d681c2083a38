/* What frame t adds to a run's position: in a video, ${per_second} a second, rounded down. */
${qualifier}int64_t run_frame(const ${m}run *run, uint32_t t)
{
  if (run->kind != ${M}VIDEO) return (int64_t)t;
  const float seconds = run->seconds == 0.0f ? 1.0f : run->seconds;
  const float interval = ${factor} * seconds;
  return (int64_t)((float)t * interval);
}
