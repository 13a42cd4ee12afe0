#include <zlib.h>

// inflateInit2() is a macro, which Swift cannot import. A negative window means raw DEFLATE.
static inline int gouji_inflate_init_raw(z_stream *stream) {
  return inflateInit2(stream, -MAX_WBITS);
}
