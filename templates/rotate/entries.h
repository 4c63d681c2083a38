/* Rotates tokens [begin, end) of each view; every pointer addresses token 0. ${direction_note}
   A token's cos and sin, floats whatever the type of q and k, come ... */
${rotate_sequence}
${rotate_ids}
/* ... ready, PAIRS columns each, rows `stride` floats apart. */
${rotate_cos_sin}

${rotate_cis}
