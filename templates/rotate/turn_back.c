/* Copies a token's rows with the sines negated: the inverse rotation. */
static void turn_back_${dtype}(const float **row, float *own)
{
  ${turn_back}
}
