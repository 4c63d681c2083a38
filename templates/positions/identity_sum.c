if (SIZE_MAX - sum < ${count}) return ${M}ESIZE;
sum += ${count};
