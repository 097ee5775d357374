// Writes down every name that a program asks the system for, and knows none below .test.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int lookup(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **found) {
  const char *list = getenv("CANARY_LOOKUPS");
  size_t length = name ? strlen(name) : 0;
  if (list && length > 0) {
    int file = open(list, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    dprintf(file, "%s\n", name);
    close(file);
  }
  if (length > 5 && strcmp(name + length - 5, ".test") == 0) return EAI_NONAME;
  return ((lookup *)dlsym(RTLD_NEXT, "getaddrinfo"))(name, service, hints, found);
}
