#if ${M}GENERATION != 0x${generation}
#error "this file and ${model}.h are of two generations; copy all files of one"
#endif
