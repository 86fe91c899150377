import { useText } from '../../translation';
import type { DiffRow } from './compareValues';
import { GapRow } from './GapRow';
import { LineText } from './LineText';
import type { ShownStretch } from './shortened';
import { useDiffStyles } from './useDiffStyles';

type Line = {
  side: 'desired' | 'live' | 'both';
  stretches?: ShownStretch[];
  /** In place of a value. */
  note?: string;
};

/** What is desired above what is live, each with its sign. */
export function InlineRows(props: {
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
          <th scope="col" className={classes.sign}>
            <span className={classes.hidden}>
              {t('drift.differences.sign')}
            </span>
          </th>
          <th scope="col">{t('drift.differences.inlineHead')}</th>
        </tr>
      </thead>
      <tbody>
        {absent.desired && (
          <LineRow line={{ side: 'desired', note: absent.desired }} />
        )}
        {blocksOf(rows).map((block, index) =>
          block.kind === 'gap' ? (
            // Rows have no other name than their place.
            // eslint-disable-next-line react/no-array-index-key
            <GapRow key={index} lines={block.lines} columns={2} />
          ) : (
            // eslint-disable-next-line react/no-array-index-key
            <LineRow key={index} line={block.line} />
          ),
        )}
        {absent.live && <LineRow line={{ side: 'live', note: absent.live }} />}
      </tbody>
    </>
  );
}

function LineRow(props: { line: Line }) {
  const { side, stretches, note } = props.line;
  const classes = useDiffStyles();
  const t = useText();
  const words = {
    desired: t('drift.differences.desiredOnly'),
    live: t('drift.differences.liveOnly'),
    both: t('drift.differences.both'),
  };
  const signs = { desired: '−', live: '+', both: '' };
  return (
    <tr
      className={side === 'both' ? undefined : classes[side]}
      data-side={side}
    >
      <td className={classes.sign}>
        <span aria-hidden="true">{signs[side]}</span>
        <span className={classes.hidden}>{words[side]}</span>
      </td>
      <td>
        {note !== undefined ? (
          <span className={classes.absent}>{note}</span>
        ) : (
          <LineText
            stretches={stretches ?? []}
            side={side === 'live' ? 'live' : 'desired'}
          />
        )}
      </td>
    </tr>
  );
}

type Block = { kind: 'gap'; lines: number } | { kind: 'line'; line: Line };

/** Of lines that differ one after another first all that is desired, then all that is live. */
function blocksOf(rows: readonly DiffRow[]): Block[] {
  const blocks: Block[] = [];
  let live: Block[] = [];
  const flush = () => {
    blocks.push(...live);
    live = [];
  };
  for (const row of rows) {
    if (row.kind === 'gap') {
      flush();
      blocks.push(row);
    } else if (row.kind === 'same') {
      flush();
      blocks.push({
        kind: 'line',
        line: { side: 'both', stretches: row.left },
      });
    } else {
      if (row.left) {
        blocks.push({
          kind: 'line',
          line: { side: 'desired', stretches: row.left },
        });
      }
      if (row.right) {
        live.push({
          kind: 'line',
          line: { side: 'live', stretches: row.right },
        });
      }
    }
  }
  flush();
  return blocks;
}
