/** What a spreadsheet takes for the beginning of a formula, also in its full width. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * A cell of a CSV file after RFC 4180. One that a spreadsheet would calculate
 * begins with an apostrophe, which makes it text.
 */
export function csvCell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of a CSV file, with its end. */
export function csvLine(cells: readonly (string | number | undefined)[]) {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
