if (run->kind == ${M}VIDEO && !(run->seconds >= 0.0f && run->seconds <= 1e6f)) return ${M}EGRID;
