${banner}
${interface}
#if !defined(${M}IMPLEMENTED)${condition}
#define ${M}IMPLEMENTED
${before}

${implementation}
${after}
#endif
