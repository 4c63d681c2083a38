# Made by: ${command}
# The sources of ${model} for a Makefile; include it and compile them, with this folder on the
# include path. ${model}_all.c is all of the C in one unit.
${M}C := ${c}
${M}CUDA := ${cuda}
