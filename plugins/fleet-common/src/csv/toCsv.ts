import { csvLine, type CsvValue } from './csv';

/** @public */
export type CsvColumn<Row> = {
  title: string;
  /** An empty cell where nothing is known; never 0 in its place. */
  cell: (row: Row) => CsvValue;
};

/**
 * A file of rows as RFC 4180 has it, with a line of titles.
 *
 * @param coverage - of how much the figures of a row are. A file is read without the page
 *   that it is from, so that there is none without it.
 * @public
 */
export function toCsv<Row>(
  rows: readonly Row[],
  columns: readonly CsvColumn<Row>[],
  coverage: readonly [CsvColumn<Row>, ...CsvColumn<Row>[]],
): string {
  const all = [...columns, ...coverage];
  return [
    csvLine(all.map(({ title }) => title)),
    ...rows.map(row => csvLine(all.map(({ cell }) => cell(row)))),
  ].join('');
}
