#if ${M}VERSION != ${version}
#error "this file and ${model}.h are of two generations; copy all files of one"
#endif
