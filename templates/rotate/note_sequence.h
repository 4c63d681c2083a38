/* ... from its place in a sequence, without ids in memory;
   ${tables_note}, */
${declarations}

