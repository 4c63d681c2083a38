/* One case of a rotation: made from a description, run through a runner by its entry of a type, and
   its whole memory compared with what the slow rotation leaves there. */
#ifndef ROPEWALK_TESTS_ROTATION_H
#define ROPEWALK_TESTS_ROTATION_H

#include "check.h"

enum { MOST_VIEWS = 40, FEW_VIEWS = 3, MOST_TOKENS = 160, MOST_GAP = 8 };

/* How the heads of a view lie: (tokens, heads, dim), (heads, tokens, dim), all views side by side
   in each token with one head more that is in no view, the first two with random gaps, and the
   first from its end. */
typedef enum {
  TOKEN_MAJOR, HEAD_MAJOR, PACKED, LOOSE_TOKEN_MAJOR, LOOSE_HEAD_MAJOR, BACKWARDS, LAYOUTS
} layout_kind;

/* Where a token's cos and sin come from. */
typedef enum {
  FROM_COS_SIN, FROM_TABLES, FROM_IDS, FROM_CIS, FROM_SEQUENCE_TABLES, FROM_SEQUENCE, SOURCES
} source;

typedef struct {
  source from;
  size_t tokens, begin, end;
  size_t held_begin, held_end; /* the tokens that have memory: all, or the range alone */
  const model_position *ids;   /* (tokens, AXES) */
  const sequence *sequence;    /* whose ids these are, or NULL */
  size_t n_views, heads[MOST_VIEWS];
  int direction, in_place, specials;
  layout_kind in_layout, out_layout;
  int in_at, out_at, row_at; /* elements from the page before, or FLUSH_END: up to the page after */
} rotation;

/* A rotation of all tokens by ids, forward, out of place, flush with the pages after, of views
   with a head each. More than FEW_VIEWS are for few tokens. */
rotation rotation_of(const model_position *ids, size_t tokens, size_t n_views);

/* Random layouts, heads, direction if the model has two, and place. */
void randomize(rotation *c);

/* Where token 0, head 0 of each view is, in elements from the first one held, and its strides. */
typedef struct {
  ptrdiff_t start[MOST_VIEWS], token[MOST_VIEWS], head[MOST_VIEWS];
  size_t elements;
} layout;
layout lay_out(layout_kind kind, const rotation *c);

/* Whether this model has such a source, and the case what it needs. */
int has_source(const rotation *c, source from);

/* Says which case is at work. */
void describe_rotation(const rotation *c);

/* Describes and runs a case; fails unless the memory of inputs is untouched and the memory of
   outputs is as the slow rotation leaves it, up to 64 elements around included; or, where a device
   is to exchange channels in place, unless that is refused and nothing is written. */
void T(check_rotation)(const runner *r, const rotation *c);
#endif
