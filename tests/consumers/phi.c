/* The one source that has the functions of phi.h. */
#define PHI_IMPLEMENTATION
#include "phi.h"
