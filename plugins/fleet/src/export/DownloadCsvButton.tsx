import Button from '@material-ui/core/Button';
import {
  toCsv,
  type CsvColumn,
} from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../translation';
import { saveFile } from './saveFile';

/** Spreadsheets take a file without it for one of their own letters. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Saves rows that are on the page as a file for spreadsheets. Coverage is in it, as the
 * file is read without the page.
 */
export function DownloadCsvButton<Row>(props: {
  /** Of the file, without its ending. */
  name: string;
  rows: readonly Row[];
  columns: readonly CsvColumn<Row>[];
  coverage: readonly [CsvColumn<Row>, ...CsvColumn<Row>[]];
}) {
  const { name, rows, columns, coverage } = props;
  const t = useText();
  const save = () =>
    saveFile(
      new Blob([BYTE_ORDER_MARK, toCsv(rows, columns, coverage)], {
        type: 'text/csv;charset=utf-8',
      }),
      `${name}.csv`,
    );
  return (
    <Button size="small" variant="outlined" onClick={save}>
      {t('export.csv')}
    </Button>
  );
}
