/* What frame t adds to a run's position. */
${qualifier}int64_t run_frame(const ${m}run *run, uint32_t t)
{
  (void)run;
  return (int64_t)t;
}
