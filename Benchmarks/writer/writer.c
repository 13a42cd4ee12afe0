/* The calls that WriterBenchmark.swift makes, straight to libxlsxwriter: the yardstick. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

static void set_font(lxw_format *format) {
  format_set_font_name(format, "宋体");
  format_set_font_size(format, 11);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_left(format, LXW_BORDER_THIN);
  format_set_right(format, LXW_BORDER_THIN);
  format_set_top(format, LXW_BORDER_THIN);
  format_set_bottom(format, LXW_BORDER_THIN);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: writer FILE ROWS\n");
    return 64;
  }
  const uint32_t rows = (uint32_t)atoi(argv[2]);
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *workbook = workbook_new_opt(argv[1], &options);
  lxw_doc_properties properties = {.title = "", .author = "", .created = 1577836800};
  workbook_set_properties(workbook, &properties);
  lxw_format *text = workbook_add_format(workbook);
  set_font(text);
  lxw_format *amount = workbook_add_format(workbook);
  set_font(amount);
  format_set_num_format(amount, "#,##0.00");
  lxw_worksheet *sheet = workbook_add_worksheet(workbook, "明细");
  uint64_t state = 1;
  for (uint32_t row = 0; row < rows; row++) {
    char name[64];
    snprintf(name, sizeof name, "社会保障和就业支出 %u", row);
    worksheet_write_string(sheet, row, 0, "2080801", text);
    worksheet_write_string(sheet, row, 1, name, text);
    for (uint16_t column = 2; column < 10; column++) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      worksheet_write_number(sheet, row, column, (double)(state >> 34) / 100.0, amount);
    }
  }
  return workbook_close(workbook) == LXW_NO_ERROR ? 0 : 1;
}
