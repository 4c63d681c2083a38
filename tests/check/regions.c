/* Memory between inaccessible pages, and the model's tables in it: see check.h. */
#define _DEFAULT_SOURCE 1
#include "check.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* MemorySanitizer takes mapped memory as set; here nothing is, until a check writes it. */
#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#include <sanitizer/msan_interface.h>
#define FORGET(first, bytes) __msan_poison(first, bytes)
#endif
#endif
#ifndef FORGET
#define FORGET(first, bytes) ((void)0)
#endif

region region_make(size_t elements)
{
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  const size_t bytes = (elements * 4 / page + 1) * page;
  char *map = mmap(NULL, bytes + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (map == MAP_FAILED || mprotect(map + page, bytes, PROT_READ | PROT_WRITE) != 0) {
    fail("no memory for %zu elements", elements);
  }
  FORGET(map + page, bytes);
  return (region){ map + page, bytes / 4 };
}

void *region_last(const region *r, size_t elements)
{
  return (char *)r->first + (r->elements - elements) * 4;
}

void region_lock(const region *r)
{
  if (mprotect(r->first, r->elements * 4, PROT_READ) != 0) fail("mprotect refused");
}

void region_unlock(const region *r)
{
  if (mprotect(r->first, r->elements * 4, PROT_READ | PROT_WRITE) != 0) fail("mprotect refused");
}

void region_free(const region *r)
{
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  munmap((char *)r->first - page, r->elements * 4 + 2 * page);
}

#if U(HAS_TABLES)
const float *tables_at(int at)
{
  static const float *made[OFFSETS + 1];
  const float **tables = &made[at == FLUSH_END ? OFFSETS : at];
  if (!*tables) {
    const region r = region_make(U(TABLE_FLOATS) + OFFSETS);
    float *first = r.first, *here = at == FLUSH_END ? region_last(&r, U(TABLE_FLOATS)) : first + at;
    if (at == FLUSH_END) REQUIRE_STATUS(M(tables)(here, U(TABLE_FLOATS), U(SCALAR)), U(OK));
    else memcpy(here, tables_at(FLUSH_END), U(TABLE_FLOATS) * sizeof *here);
    region_lock(&r);
    *tables = here;
  }
  return *tables;
}
#else
const float *tables_at(int at)
{
  static region none;
  (void)at;
  if (!none.first) none = region_make(0);
  return region_last(&none, 0);
}
#endif
