# ropewalk @version@ for a Makefile of GNU make. Set these and include this file:
#   ROPEWALK_MODELS   shipped models and paths of configs
#   ROPEWALK_FLAGS    options of `ropewalk generate`, such as --isa avx2,neon --dtype f32
#   ROPEWALK_OUT      where the files go, build/ropewalk unless set
# Then link $(ROPEWALK_OBJECTS); what includes a header depends on $(ROPEWALK_HEADERS) and is
# compiled with $(ROPEWALK_CPPFLAGS).
# Make includes the list of the files: so it writes them before all else, and again when a config,
# ropewalk or a Makefile has changed. What is the same as before is not compiled again.

ropewalk_goal := $(.DEFAULT_GOAL)

ropewalk_folder := $(abspath $(dir $(lastword $(MAKEFILE_LIST))))
ROPEWALK := $(ropewalk_folder)/gen/ropewalk
ROPEWALK_OUT ?= build/ropewalk

$(ROPEWALK_OUT)/files.mk: $(MAKEFILE_LIST)
	@mkdir -p $(@D)
	$(ROPEWALK) generate $(ROPEWALK_MODELS) $(ROPEWALK_FLAGS) --out $(ROPEWALK_OUT) \
	  --depfile $(ROPEWALK_OUT)/files.d --stamp $@
	@for model in $(ROPEWALK_MODELS); do \
	  $(ROPEWALK) list $$model $(ROPEWALK_FLAGS) --out $(ROPEWALK_OUT); \
	done | sed 's/^/ROPEWALK_FILES += /' >$@

# A file that ropewalk no longer has is no error, but a change.
$(ropewalk_folder)/%: ;

ifneq ($(filter-out clean,$(or $(MAKECMDGOALS),all)),)
-include $(ROPEWALK_OUT)/files.d
include $(ROPEWALK_OUT)/files.mk
endif

ROPEWALK_HEADERS := $(filter %.h,$(ROPEWALK_FILES))
ROPEWALK_OBJECTS := $(patsubst %.c,%.o,$(filter-out %_all.c,$(filter %.c,$(ROPEWALK_FILES))))
ROPEWALK_CPPFLAGS := $(addprefix -I,$(sort $(dir $(ROPEWALK_FILES))))

$(ROPEWALK_OBJECTS): $(ROPEWALK_HEADERS)

.DEFAULT_GOAL := $(ropewalk_goal)
