# python-venv   the Python environment that `make bench-peers` and `make demo-torch` share

.PHONY: python-venv

DEPS_PYTHON := python3 python3-venv
PYTHON_VENV := .build/python/venv

# What is run with it finds nothing on the network and leaves nothing in the tree.
PYTHON = HF_HUB_OFFLINE=1 PYTHONDONTWRITEBYTECODE=1 $(PYTHON_VENV)/bin/python

python-venv:
	@DEPS=$(DEPS) tests/deps.sh $(DEPS_PYTHON)
	@tests/python/venv.sh $(PYTHON_VENV) tests/python/requirements.txt
