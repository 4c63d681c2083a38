${m}grid grids[MOST_GRIDS];  /* the source Placed: these images, */
int n_grids;
unsigned long long first_image, first_token; /* the first of them, and its first token */
${n_images}
${order_field}
${text_fields}
