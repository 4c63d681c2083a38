if (s->n_grids > 0 && start < (int64_t)s->n_grids - 1) start = (int64_t)s->n_grids - 1;
