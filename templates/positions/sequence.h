/* What a sequence of tokens is made of: the position of the first, and how many there are. */
typedef struct {
  int32_t first;
  size_t tokens;
} ${m}sequence;

