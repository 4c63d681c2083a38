/* The same on a device: pointers are the device's, views and sequences the host's; stream is a
   cudaStream_t. A launch returns at once; EISA says that it failed.${ids_note}${in_place_note} */
${tables}
${rotate_sequence}
${rotate_ids}
${rotate_cos_sin}
${rotate_cis}

