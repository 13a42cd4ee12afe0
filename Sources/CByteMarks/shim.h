#include <stdint.h>
#include <string.h>

// Swift's vectors have no way from a comparison to one bit a lane; Clang's have. The compiler makes of
// these what the processor has (pmovmskb on x86-64).
typedef uint8_t gouji_block __attribute__((ext_vector_type(64)));
typedef _Bool gouji_block_bits __attribute__((ext_vector_type(64)));

// One bit for each byte of a block for which a comparison holds, that of the first byte lowest.
#define GOUJI_MARKS(comparison)                                                        \
  __extension__({                                                                      \
    gouji_block_bits bits = __builtin_convertvector((comparison), gouji_block_bits);   \
    uint64_t marks;                                                                    \
    memcpy(&marks, &bits, sizeof marks);                                               \
    marks;                                                                             \
  })

// Of the 64 bytes at `bytes` those below 0x20 and those that are `a`, `b` or `c`.
static inline uint64_t gouji_control_marks(const void *bytes, uint8_t a, uint8_t b, uint8_t c) {
  gouji_block block;
  memcpy(&block, bytes, sizeof block);
  return GOUJI_MARKS((block < 0x20) | (block == a) | (block == b) | (block == c));
}

// What 64 bytes are in UTF-8.
struct gouji_utf8_marks {
  uint64_t leading;     // 0xC0 and above
  uint64_t continuing;  // 0x80 to 0xBF
  uint64_t plain;       // lead three bytes of which the others are any continuing ones
};

static inline struct gouji_utf8_marks gouji_utf8_marks(const void *bytes) {
  gouji_block block;
  memcpy(&block, bytes, sizeof block);
  struct gouji_utf8_marks marks;
  marks.leading = GOUJI_MARKS(block >= 0xC0);
  marks.continuing = GOUJI_MARKS(block >= 0x80) & ~marks.leading;
  // E0 and ED ask for more of the second byte.
  marks.plain = GOUJI_MARKS(((gouji_block)(block - 0xE1) <= 0x0E) & (block != 0xED));
  return marks;
}
