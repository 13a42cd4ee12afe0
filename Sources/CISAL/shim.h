#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdint.h>
#include <stdlib.h>

// Swift cannot import the library's state with its large tables: it stays behind this pointer.
struct gouji_inflater;

// A state at the start of a raw DEFLATE stream, zeroed and freed with free(); NULL without memory.
static inline struct gouji_inflater *gouji_inflater_make(void) {
  struct inflate_state *state = calloc(1, sizeof *state);
  if (state) isal_inflate_init(state);
  return (struct gouji_inflater *)state;
}

// Inflates from *input_count bytes of input into *output_count bytes of output; both become the
// counts that were used. Returns 1 at the end of the stream, 0 before it, -1 where it is damaged;
// the counts are 0 then, for the library leaves them wrong.
static inline int gouji_inflate(
    struct gouji_inflater *inflater, const uint8_t *input, uint32_t *input_count, uint8_t *output,
    uint32_t *output_count) {
  struct inflate_state *state = (struct inflate_state *)inflater;
  state->next_in = (uint8_t *)input;
  state->avail_in = *input_count;
  state->next_out = output;
  state->avail_out = *output_count;
  int status = isal_inflate(state);
  int is_damaged = status != ISAL_DECOMP_OK;
  *input_count = is_damaged ? 0 : *input_count - state->avail_in;
  *output_count = is_damaged ? 0 : *output_count - state->avail_out;
  return is_damaged ? -1 : state->block_state == ISAL_BLOCK_FINISH;
}
