size_t images = 0;
for (size_t i = 0; i < sequence->n_grids; i++) images += grid_tokens(&sequence->grids[i]);
const size_t of_images = begin >= images ? 0 : images - begin < n ? images - begin : n;
image_positions(sequence, begin, of_images, ids);
text_positions(sequence, begin + of_images - images, n - of_images, ids + of_images * ${M}AXES);
