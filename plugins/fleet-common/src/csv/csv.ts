/**
 * What a spreadsheet takes for the beginning of a formula, also in its full width: at the
 * beginning of a cell, and after what some of them split lines at, whatever is quoted.
 */
const FORMULA =
  /^(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])|(?<=[^])[;\t\r\n](?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/**
 * What stands in a cell: text, or a number, which is one in a spreadsheet as well.
 *
 * @public
 */
export type CsvValue = string | number | undefined;

/**
 * A cell of a CSV file after RFC 4180. Text that a spreadsheet would calculate begins with
 * an apostrophe, which keeps it text (OWASP, CSV injection); numbers stay numbers, also
 * those below 0. What is no finite number is an empty cell: it is no figure.
 *
 * @public
 */
export function csvCell(value: CsvValue): string {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? String(value) : '';
  }
  const text = value ?? '';
  const safe = text.replace(FORMULA, start => `${start}'`);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A line of a CSV file, with its end.
 *
 * @public
 */
export function csvLine(cells: readonly CsvValue[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
