# make test-full: every class of tests, under an hour. Each does what its rules.mk says,
# but the specs take one random case in four, as in quick.mk.

STAGES := spec drift readme check golden catalogue device tune consumers verify ggml nvcc \
  configs malformed entries tables angles hashes text sanitizers threads analysis mutants coverage

SPECS_ONE_IN := 4
