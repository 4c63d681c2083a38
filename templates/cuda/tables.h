${m}status ${m}tables__cuda(float *tables, size_t floats, void *stream);
