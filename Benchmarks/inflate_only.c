/* The floor for reading a workbook: inflates one part with zlib and does nothing with it.
 *
 * usage: inflate_only FILE PART
 * build: cc -O2 inflate_only.c -lz
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

static unsigned u16(const unsigned char *p) { return p[0] | p[1] << 8; }
static unsigned u32(const unsigned char *p) { return u16(p) | (unsigned)u16(p + 2) << 16; }

int main(int argc, char **argv) {
  if (argc != 3) return 64;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  FILE *file = fopen(argv[1], "rb");
  if (!file) return 2;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  unsigned char *data = malloc(size);
  rewind(file);
  if (fread(data, 1, size, file) != (size_t)size) return 2;
  long at = size - 22;
  while (at >= 0 && u32(data + at) != 0x06054b50) at--;
  if (at < 0) return 2;
  const unsigned char *entry = data + u32(data + at + 16);
  while (u32(entry) == 0x02014b50) {
    unsigned name = u16(entry + 28);
    if (name == strlen(argv[2]) && !memcmp(entry + 46, argv[2], name)) {
      const unsigned char *local = data + u32(entry + 42);
      z_stream stream = {0};
      inflateInit2(&stream, -MAX_WBITS);
      stream.next_in = (unsigned char *)local + 30 + u16(local + 26) + u16(local + 28);
      stream.avail_in = size - (stream.next_in - data);
      static unsigned char piece[256 << 10];
      int status;
      do {
        stream.next_out = piece;
        stream.avail_out = sizeof piece;
        status = inflate(&stream, Z_NO_FLUSH);
      } while (status == Z_OK);
      clock_gettime(CLOCK_MONOTONIC, &end);
      printf("%lu bytes %.4f s\n", stream.total_out,
             (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9);
      return status == Z_STREAM_END ? 0 : 2;
    }
    entry += 46 + name + u16(entry + 30) + u16(entry + 32);
  }
  return 2;
}
