__device__ void find(const float *tables, ${pair}, float *cos, float *sin) const
{
  ${at}
  ${where}
  *cos = row[cos_at];
  *sin = row[sin_at];
}

