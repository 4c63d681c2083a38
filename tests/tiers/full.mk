# make test-full: every class of tests, under an hour. Each does what its rules.mk says.

STAGES := spec drift readme check golden catalogue device tune consumers verify ggml nvcc \
  configs malformed entries tables angles hashes text sanitizers threads analysis mutants coverage
