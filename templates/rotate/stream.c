if (past) stream_${bytes}(out, turned, sizeof turned);
