# Where a model's generated C is: in out/ if it is committed, else generated in .build/models.
#   $(call sources_of,MODEL)    the folder
#   $(call generated_of,MODEL)  what to depend on

GENERATOR_SOURCES := $(wildcard gen/*.lua gen/*/*.lua templates/* templates/*/*)

sources_of = $(if $(wildcard out/$(1)),out,.build/models)/$(1)
generated_of = $(if $(wildcard out/$(1)),$(wildcard out/$(1)/*),.build/models/$(1).stamp)
upper = $(shell echo $(1) | tr a-z A-Z)
of_model = -DMODEL=$(1) -DMODEL_UPPER=$(call upper,$(1)) -I$(call sources_of,$(1)) -Itests

.build/models/%.stamp: gen/models/%.lua $(GENERATOR_SOURCES)
	@mkdir -p $(@D)
	gen/ropewalk generate $< --force --out $(@D) --stamp $@
