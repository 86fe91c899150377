import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  SEVERITIES,
  type FleetCompliance,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  STATUS_COLORS,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { percentText } from './percentText';

type Heatmap = FleetCompliance['heatmap'];
type Cell = {
  percent: number;
  failing: number;
  evaluated: number;
  expected: number;
};

const useStyles = makeStyles(
  theme => {
    const hatch = theme.palette.type === 'dark' ? '#ffffff1f' : '#0a142424';
    const ground = (tone: 'good' | 'caution' | 'bad') => ({
      backgroundColor: `${STATUS_COLORS[theme.palette.type][tone].mark}38`,
    });
    return {
      hidden: {
        position: 'absolute',
        width: 1,
        height: 1,
        overflow: 'hidden',
        clip: 'rect(0 0 0 0)',
        whiteSpace: 'nowrap',
      },
      scroller: { overflowX: 'auto' },
      table: {
        borderCollapse: 'separate',
        borderSpacing: 2,
        fontSize: 12,
        fontVariantNumeric: 'tabular-nums',
      },
      corner: { minWidth: 170 },
      column: {
        height: 120,
        padding: 0,
        verticalAlign: 'bottom',
        fontWeight: 400,
        color: theme.palette.text.secondary,
        '& > span': {
          display: 'block',
          maxHeight: 116,
          width: 54,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
          writingMode: 'vertical-rl',
          transform: 'rotate(180deg)',
          margin: '0 auto',
          lineHeight: '54px',
        },
      },
      row: {
        position: 'sticky',
        left: 0,
        maxWidth: 220,
        padding: theme.spacing(0, 1, 0, 0),
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        textAlign: 'left',
        fontWeight: 400,
        background: theme.palette.background.default,
      },
      cell: {
        width: 54,
        height: 26,
        padding: theme.spacing(0, 0.5),
        textAlign: 'right',
        borderRadius: 3,
      },
      whole: { fontWeight: 600 },
      good: ground('good'),
      caution: ground('caution'),
      bad: ground('bad'),
      hatched: {
        backgroundImage: `repeating-linear-gradient(135deg, ${hatch} 0 2px, transparent 2px 6px)`,
        color: theme.palette.text.secondary,
      },
    };
  },
  { name: 'FleetComplianceHeatmap' },
);

/** Evaluated, but nothing had to keep it; or not evaluated. */
const NO_SCORE = { known: '·', notKnown: '?' };

/** From these scores on, the better tone. */
const TONES = [
  [95, 'good'],
  [80, 'caution'],
  [0, 'bad'],
] as const;

/**
 * Rows against policies, or what those are of: how far each is kept. What is expected and was not evaluated is
 * hatched, whatever its score.
 */
export function ComplianceHeatmap(props: { heatmap: Heatmap }) {
  const { heatmap } = props;
  const classes = useStyles();
  const t = useText();
  const cells = useMemo(() => indexOf(heatmap), [heatmap]);
  const inPart = useMemo(() => rowsInPart(heatmap), [heatmap]);
  const nameOf = (row: Heatmap['rows'][number]) => {
    if (row.name === '') return t('compliance.noComponent');
    return ['owner', 'system', 'component'].includes(heatmap.of)
      ? entityName(row.name)
      : untrustedName(row.name);
  };
  const titleOf = ({ key, name }: Heatmap['columns'][number]) => {
    if (heatmap.by === 'severity') {
      return SEVERITIES.some(each => each === key)
        ? t(`findings.severities.${key as Severity}`)
        : t('compliance.noSeverity');
    }
    if (key === '' && heatmap.by === 'control')
      return t('compliance.noControl');
    if (key === '') return t('compliance.noStandard');
    return untrustedName(name);
  };
  return (
    <div
      className={classes.scroller}
      role="region"
      aria-label={t('compliance.heatmapLabel')}
      // What is wider than the page is scrolled, also by keys.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              <span className={classes.hidden}>
                {t(`compliance.rows.${heatmap.of}`)}
              </span>
            </th>
            <th scope="col" className={classes.column}>
              <span>{t('compliance.all')}</span>
            </th>
            {heatmap.columns.map(column => (
              <th
                key={column.key}
                scope="col"
                className={classes.column}
                title={titleOf(column)}
              >
                <span>{titleOf(column)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heatmap.rows.map((row, index) => (
            <tr key={row.key}>
              <th scope="row" className={classes.row} title={nameOf(row)}>
                {nameOf(row)}
              </th>
              <WholeCell percent={row.percent} isInPart={inPart.has(index)} />
              {heatmap.columns.map(({ key }, column) => (
                <HeatmapCell key={key} cell={cells.get(`${index}/${column}`)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** All columns of a row together: hatched where any of them is. */
function WholeCell(props: { percent: number | undefined; isInPart: boolean }) {
  const { percent, isInPart } = props;
  const classes = useStyles();
  const t = useText();
  const text = percentText(percent);
  const said = isInPart
    ? [percent === undefined ? undefined : text, t('compliance.rowInPart')]
        .filter(Boolean)
        .join(', ')
    : undefined;
  return (
    <td
      className={[
        classes.cell,
        classes.whole,
        isInPart ? classes.hatched : '',
      ].join(' ')}
      title={said}
      aria-label={said}
    >
      {text}
    </td>
  );
}

function HeatmapCell({ cell }: { cell: Cell | undefined }) {
  const classes = useStyles();
  const t = useText();
  // Nothing at all where nothing is expected.
  if (!cell) return <td className={classes.cell} />;
  const { percent, failing, evaluated, expected } = cell;
  const isKnown = evaluated >= expected;
  const tone = TONES.find(([from]) => percent >= from)?.[1];
  const said = [
    isKnown
      ? undefined
      : t('compliance.cellNotEvaluated', {
          evaluated: evaluated.toLocaleString('en'),
          expected: expected.toLocaleString('en'),
        }),
    percent < 0 ? isKnown && t('compliance.cellNothing') : percentText(percent),
    failing > 0
      ? t('compliance.failing', {
          count: failing,
          amount: failing.toLocaleString('en'),
        })
      : undefined,
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <td
      className={[
        classes.cell,
        tone && classes[tone],
        !isKnown && classes.hatched,
      ]
        .filter(Boolean)
        .join(' ')}
      title={said}
      aria-label={said}
    >
      {percent < 0
        ? NO_SCORE[isKnown ? 'known' : 'notKnown']
        : Math.floor(percent)}
    </td>
  );
}

/** Rows in which something that is expected was not evaluated, as far as columns are told. */
function rowsInPart({ cells }: Heatmap): ReadonlySet<number> {
  return new Set(
    cells.row.filter(
      (_, index) => cells.evaluated[index] < cells.expected[index],
    ),
  );
}

function indexOf({ cells }: Heatmap): ReadonlyMap<string, Cell> {
  return new Map(
    cells.row.map((row, index) => [
      `${row}/${cells.column[index]}`,
      {
        percent: cells.percent[index],
        failing: cells.failing[index],
        evaluated: cells.evaluated[index],
        expected: cells.expected[index],
      },
    ]),
  );
}
