${m}run runs[MOST_GRIDS];    /* the source Placed: these runs, */
int64_t first_position;      /* where the first of them stands, */
unsigned long long first_token; /* and its first token */
