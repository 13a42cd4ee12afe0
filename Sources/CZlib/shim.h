#include <zlib.h>

// deflateInit2() is a macro, which Swift cannot import. A negative window means raw DEFLATE.
static inline int gouji_deflate_init_raw(z_stream *stream) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
