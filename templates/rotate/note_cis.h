/* The same from cos and sin side by side (torch's complex64), 2 * PAIRS columns. */
${declarations}
