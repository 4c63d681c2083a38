if (work->stream && token + 1 == work->end) _mm_sfence(); /* others see the results from here on */
