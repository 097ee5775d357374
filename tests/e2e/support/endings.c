// Writes down every program that ends with all that its libraries do at the end of one.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((destructor)) static void ends(void) {
  const char *list = getenv("ENDINGS");
  char program[4096];
  ssize_t length = readlink("/proc/self/exe", program, sizeof program);
  if (!list || length < 0) return;
  int file = open(list, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  dprintf(file, "%.*s\n", (int)length, program);
  close(file);
}
