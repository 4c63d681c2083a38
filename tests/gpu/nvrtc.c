/* Compiles CUDA text with NVRTC.
   In: FILE INCLUDE ARCHITECTURE KERNEL..., kernels as C++ names them. Out: NVRTC's log, with what
   ptxas says of each kernel, on standard output. Always: exit status 0 only when each kernel stands
   in the machine code. */
#define _GNU_SOURCE
#include <nvrtc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(nvrtcResult result, const char *what)
{
  if (result == NVRTC_SUCCESS) return;
  printf("%s: %s\n", what, nvrtcGetErrorString(result));
  exit(1);
}

static char *room(size_t bytes)
{
  char *memory = calloc(bytes + 1, 1);
  if (!memory) exit(2);
  return memory;
}

static char *text_of(const char *path)
{
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0) {
    printf("%s: cannot be read\n", path);
    exit(2);
  }
  const size_t bytes = (size_t)ftell(file);
  char *text = room(bytes);
  rewind(file);
  if (fread(text, 1, bytes, file) != bytes) exit(2);
  fclose(file);
  return text;
}

static void print_log(nvrtcProgram program)
{
  size_t bytes;
  must(nvrtcGetProgramLogSize(program, &bytes), "log");
  char *log = room(bytes);
  must(nvrtcGetProgramLog(program, log), "log");
  puts(log);
  free(log);
}

/* Ends the program unless the machine code has the section of a kernel. */
static void find_kernel(nvrtcProgram program, const char *code, size_t bytes, const char *kernel)
{
  const char *lowered;
  must(nvrtcGetLoweredName(program, kernel, &lowered), kernel);
  const size_t length = sizeof ".text." + strlen(lowered);
  char *section = room(length);
  snprintf(section, length, ".text.%s", lowered);
  if (!memmem(code, bytes, section, length)) {
    printf("%s: is not in the machine code\n", kernel);
    exit(1);
  }
  free(section);
}

int main(int count, char **arguments)
{
  enum { FILE_AT = 1, INCLUDE_AT, ARCHITECTURE_AT, KERNELS_AT };
  if (count <= KERNELS_AT) {
    printf("usage: %s FILE INCLUDE ARCHITECTURE KERNEL...\n", arguments[0]);
    return 2;
  }
  const char *options[] = {
    "-I", arguments[INCLUDE_AT], "-arch", arguments[ARCHITECTURE_AT], "-std=c++17",
    "--ptxas-options=-v",
  };
  char *text = text_of(arguments[FILE_AT]);
  nvrtcProgram program;
  must(nvrtcCreateProgram(&program, text, arguments[FILE_AT], 0, NULL, NULL), "program");
  for (int i = KERNELS_AT; i < count; i++) {
    must(nvrtcAddNameExpression(program, arguments[i]), arguments[i]);
  }
  const nvrtcResult compiled =
    nvrtcCompileProgram(program, sizeof options / sizeof *options, options);
  print_log(program);
  must(compiled, "compilation");
  size_t bytes;
  must(nvrtcGetCUBINSize(program, &bytes), "machine code");
  char *code = room(bytes);
  must(nvrtcGetCUBIN(program, code), "machine code");
  for (int i = KERNELS_AT; i < count; i++) find_kernel(program, code, bytes, arguments[i]);
  free(code);
  free(text);
  must(nvrtcDestroyProgram(&program), "program");
  return 0;
}
