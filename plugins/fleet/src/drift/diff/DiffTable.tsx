import { useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import { useText } from '../../translation';
import { compareValues } from './compareValues';
import { InlineRows } from './InlineRows';
import { SideRows } from './SideRows';
import { useDiffStyles } from './useDiffStyles';

/**
 * What is desired against what is live, as text and as nothing else. What is in one of them
 * alone has a sign, a colour and a word for who cannot see either.
 */
export function DiffTable(props: {
  /** Of the table, for screen readers. */
  label: string;
  /** As JSON; absent where it is not told or not there. */
  desired: string | undefined;
  live: string | undefined;
  /** What is said in place of a value. */
  absent: { desired: string; live: string };
  layout: 'inline' | 'side';
}) {
  const { label, desired, live, absent, layout } = props;
  const classes = useDiffStyles();
  const t = useText();
  const [withAll, setWithAll] = useState(false);
  const { rows, moreLines } = useMemo(
    () => compareValues(desired, live, { withAll }),
    [desired, live, withAll],
  );
  const Rows = layout === 'side' ? SideRows : InlineRows;
  const left = rows.reduce(
    (sum, row) => sum + (row.kind === 'gap' ? row.lines : 0),
    0,
  );
  return (
    <>
      <table className={classes.table} aria-label={label} data-diff={layout}>
        <Rows
          rows={rows}
          absent={{
            ...(desired === undefined ? { desired: absent.desired } : {}),
            ...(live === undefined ? { live: absent.live } : {}),
          }}
        />
      </table>
      {moreLines > 0 && (
        <div className={classes.quiet}>
          {t('drift.differences.moreLines', { count: moreLines })}
        </div>
      )}
      {left > 0 && (
        <Button size="small" onClick={() => setWithAll(true)}>
          {t('drift.differences.showAll')}
        </Button>
      )}
    </>
  );
}
