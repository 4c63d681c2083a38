/* A run of tokens: text, or an image or video of t frames of h x w patches${merged}. */
typedef enum { ${M}TEXT, ${M}IMAGE, ${M}VIDEO } ${m}kind;
typedef struct {
  ${m}kind kind;
  size_t tokens;    /* of a text */
  uint32_t t, h, w; /* of an image or video */
  ${seconds}
} ${m}run;

/* What a sequence of tokens is made of: runs one after the other, and the position of the first
   token: 0, or for tokens after a cache ${after_cache}. */
typedef struct {
  const ${m}run *runs;
  size_t n_runs;
  int32_t first;
} ${m}sequence;

