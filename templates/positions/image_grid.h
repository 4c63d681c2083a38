/* The grid of an image of image_h x image_w pixels, in patches of ${patch_size} x ${patch_size}; EGRID when
   they do not fill it. */
${m}status ${m}image_grid(uint32_t image_h, uint32_t image_w, ${m}grid *grid);

