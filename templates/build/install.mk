# make install     ropewalk into PREFIX, under DESTDIR if that is given
# make uninstall   removes what install left there, and nothing else

PREFIX ?= /usr/local

.PHONY: install uninstall

install uninstall:
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' templates/build/install.sh $@
