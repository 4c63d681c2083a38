# ${command}
${M}C := ${c}
${M}OBJECTS := $(${M}C:.c=.o)
