import { useText } from '../../translation';
import type { DiffRow } from './compareValues';
import { GapRow } from './GapRow';
import { LineText } from './LineText';
import type { ShownStretch } from './shortened';
import { useDiffStyles } from './useDiffStyles';

/** What is desired on the left, what is live on the right. */
export function SideRows(props: {
  rows: readonly DiffRow[];
  absent: { desired?: string; live?: string };
}) {
  const { rows, absent } = props;
  const classes = useDiffStyles();
  const t = useText();
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{t('drift.differences.desired')}</th>
          <th scope="col">{t('drift.differences.live')}</th>
        </tr>
      </thead>
      <tbody>
        {(absent.desired || absent.live) && (
          <tr className={classes.absent}>
            <td>{absent.desired}</td>
            <td>{absent.live}</td>
          </tr>
        )}
        {rows.map((row, index) =>
          row.kind === 'gap' ? (
            // Rows have no other name than their place.
            // eslint-disable-next-line react/no-array-index-key
            <GapRow key={index} lines={row.lines} columns={2} />
          ) : (
            // eslint-disable-next-line react/no-array-index-key
            <tr key={index}>
              <Side row={row} side="desired" stretches={row.left} />
              <Side row={row} side="live" stretches={row.right} />
            </tr>
          ),
        )}
      </tbody>
    </>
  );
}

function Side(props: {
  row: DiffRow;
  side: 'desired' | 'live';
  stretches?: ShownStretch[];
}) {
  const { row, side, stretches } = props;
  const classes = useDiffStyles();
  const isMarked = row.kind === 'differs' && stretches !== undefined;
  return (
    <td className={isMarked ? classes[side] : undefined} data-side={side}>
      {stretches && <LineText stretches={stretches} side={side} />}
    </td>
  );
}
