#include <expat.h>
#include <stddef.h>
#include <stdint.h>

// libFuzzer as a library: no header declares it.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *, size_t));
