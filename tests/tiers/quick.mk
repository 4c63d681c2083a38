# make test: what every change is held to, in minutes. Classes that are not here run in full.mk.

STAGES := spec drift readme check golden catalogue device tune consumers verify ggml nvcc
