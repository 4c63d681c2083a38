if (work->stream && token + 1 == work->end) _mm_sfence(); /* from here on others see results */
