int64_t start = ${least};
${images}
${layers}
return start;
