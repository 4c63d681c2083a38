/* An image or video: t frames of h x w patches.${identity} */
typedef struct { uint32_t t, h, w; } ${m}grid;

${order}

/* What a sequence of tokens is made of. */
typedef struct {
  const ${m}grid *grids;
  size_t n_grids;
  ${fields}
} ${m}sequence;

