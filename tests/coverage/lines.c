/* A Lua module that notes which lines of Lua files run, in the state that loads it and in its
   coroutines.
   In: the environment's COVERAGE_TO, a folder.
   Out: when the process ends, a file there of lines `SOURCE LINE`, each once.
   Always: a program does what it does without, in more time. Lines are missing where memory or
   the folder fails, and after lua5.4 was interrupted, which takes the hook away. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>

typedef struct source {
  struct source *next;
  size_t lines;
  unsigned char *ran; /* [lines] */
  char name[];
} source;

static source *sources; /* that of the last line first: most lines stay in a file */

static source *source_named(const char *name)
{
  source **link = &sources, *found;
  while (*link && strcmp((*link)->name, name) != 0) link = &(*link)->next;
  found = *link;
  if (found) {
    *link = found->next;
  } else {
    found = calloc(1, sizeof *found + strlen(name) + 1);
    if (!found) return NULL;
    strcpy(found->name, name);
  }
  found->next = sources;
  return sources = found;
}

static void note_line(lua_State *L, lua_Debug *at)
{
  lua_getinfo(L, "S", at);
  if (at->source[0] != '@' || at->currentline < 0) return;
  const size_t line = (size_t)at->currentline;
  source *in = sources && strcmp(sources->name, at->source) == 0 ? sources
    : source_named(at->source);
  if (!in) return;
  if (line >= in->lines) {
    const size_t lines = 2 * line + 64;
    unsigned char *more = realloc(in->ran, lines);
    if (!more) return;
    memset(more + in->lines, 0, lines - in->lines);
    in->ran = more;
    in->lines = lines;
  }
  in->ran[line] = 1;
}

static void write_lines(void)
{
  const char *folder = getenv("COVERAGE_TO");
  char path[4096];
  if (!folder) return;
  snprintf(path, sizeof path, "%s/%ld.lines", folder, (long)getpid());
  FILE *out = fopen(path, "a"); /* a process of the same number may have ended before */
  if (!out) return;
  for (const source *from = sources; from; from = from->next) {
    for (size_t line = 0; line < from->lines; line++) {
      if (from->ran[line]) fprintf(out, "%s %zu\n", from->name + 1, line);
    }
  }
  fclose(out);
}

int luaopen_lines(lua_State *L)
{
  lua_sethook(L, note_line, LUA_MASKLINE, 0);
  atexit(write_lines);
  return 0;
}
