/* The digest of one model's cos and sin, for a machine without MPFR: see rows.h. */
#include "tables/rows.h"

int main(void)
{
  each_batch(NULL, NULL);
  return 0;
}
