# Precompiles what takes long to parse in generated C (tests/headers.h) or in CUDA text
# (tests/cuda_host/headers.h).
# In: PRECOMPILED_IN, a folder; for each compiler with its flags, an includer says
# $(eval $(call precompile,NAME,COMPILER FLAGS,HEADER)). Then $(call precompiled,NAME) is a file to
# depend on, and $(call headers_of,NAME) are flags. Always: with other flags than these the header
# is parsed: the same in more time.

precompiled = $(1:%=$(PRECOMPILED_IN)/%.h.gch)
headers_of = -include $(PRECOMPILED_IN)/$(strip $(1)).h

define precompile
$(call precompiled,$(1)): $(wildcard $(dir $(3))*.h)
	mkdir -p $$(@D) && cp $(3) $$(@:%.gch=%) && $(2) $$(@:%.gch=%) -o $$@
endef
