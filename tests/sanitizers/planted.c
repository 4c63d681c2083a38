/* Faults that a sanitizer must see, or it would see none of a model's either. In: `unset` or `leak`.
   Out: exit status 0 unless a sanitizer makes it another. */
#include <stdlib.h>
#include <string.h>

static void *volatile kept;

int main(int count, char **arguments)
{
  if (count != 2) return 2;
  kept = malloc(64);
  if (strcmp(arguments[1], "unset") == 0) {
    const int *values = kept;
    if (values[3] > 0) kept = NULL;
    free((void *)(size_t)values);
    return 0;
  }
  kept = NULL;
  return 0;
}
