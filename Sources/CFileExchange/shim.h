#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

// renameat2() is declared for GNU sources only, and syscall() is variadic: Swift sees neither.
// RENAME_EXCHANGE (2) swaps two names in one step. Returns 0, or -1 with errno set.
static inline int gouji_exchange(const char *first, const char *second) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, 2U);
}
