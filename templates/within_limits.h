${find_rows}

/* Whether every position of ids, (tokens, AXES), is within its axis's limits. */
int ${m}within_limits(const ${id} *ids, size_t tokens);

