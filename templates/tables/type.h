typedef void ${m}tables_kernel(float *tables); /* all of them */
