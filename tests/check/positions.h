/* Sequences held against the slow rules: for the checks of positions and of limits. */
#ifndef ROPEWALK_TESTS_POSITIONS_H
#define ROPEWALK_TESTS_POSITIONS_H

#include "reference.h"

#if U(HAS_SEQUENCE)
/* Fails unless a valid sequence has the tokens, ids and lengths that the slow rules state, with
   every capacity exact and flush with an inaccessible page. */
void require_sequence(const sequence *s);

/* Fails unless every entry refuses a sequence with this status and writes nothing. */
void require_refusal(const sequence *s, model_status want);

/* Fails unless a valid sequence has so many tokens, more than an int32_t counts, and what cannot
   tell of so many refuses it. */
void require_long(const sequence *s, size_t tokens);
#endif
#endif
