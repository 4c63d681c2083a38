/* ... from its position ids, (tokens, AXES); ${tables_note}, */
${declarations}

