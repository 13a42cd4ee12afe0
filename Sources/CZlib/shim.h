#include <stdlib.h>
#include <zlib.h>

// A state for a raw DEFLATE stream, freed with gouji_deflater_free(); NULL without memory.
// deflateInit2() is a macro, which Swift cannot import. A negative window means raw DEFLATE.
static inline z_stream *gouji_deflater_make(int level) {
  z_stream *stream = calloc(1, sizeof *stream);
  if (stream &&
      deflateInit2(stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    free(stream);
    stream = NULL;
  }
  return stream;
}

static inline void gouji_deflater_free(z_stream *stream) {
  deflateEnd(stream);
  free(stream);
}
