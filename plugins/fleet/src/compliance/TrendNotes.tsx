import { makeStyles } from '@material-ui/core/styles';
import {
  lengthOf,
  type ComplianceDay,
  type ComplianceTrend,
} from '@fleetview/backstage-plugin-fleet-common';
import { useText, type Text } from '../translation';
import { dayName } from './dayName';

const GAPS_SHOWN = 3;

const OTHERS = ['found', 'exempted', 'eased', 'gone', 'unproven'] as const;

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2.5),
      margin: theme.spacing(0, 0, 1.5),
      padding: 0,
      listStyle: 'none',
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetTrendNotes' },
);

/** What lines do not show: days of which nothing is known, clusters that were not, and how else failures came and went. */
export function TrendNotes({ trend }: { trend: ComplianceTrend }) {
  const classes = useStyles();
  const t = useText();
  const { days } = trend;
  const last: ComplianceDay | undefined = days[days.length - 1];
  const notes = [
    gapsText(trend, t),
    last && last.clusters.known < last.clusters.expected
      ? t('compliance.trend.lostSight', {
          day: dayName(last.day),
          known: last.clusters.known.toLocaleString('en'),
          expected: last.clusters.expected.toLocaleString('en'),
        })
      : undefined,
    ...OTHERS.map(name => {
      const sum = days.reduce((all, { changes }) => all + changes[name], 0);
      return sum === 0
        ? undefined
        : t(`compliance.trend.others.${name}`, {
            amount: sum.toLocaleString('en'),
          });
    }),
  ].filter(note => note !== undefined);
  if (notes.length === 0) return null;
  return (
    <ul className={classes.list}>
      {notes.map(note => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function gapsText({ gaps }: ComplianceTrend, t: Text): string | undefined {
  if (gaps.length === 0) return undefined;
  const shown = gaps.slice(0, GAPS_SHOWN).map(({ from, to }) =>
    from === to
      ? dayName(from)
      : t('compliance.trend.stretch', {
          from: dayName(from),
          to: dayName(to),
        }),
  );
  const more = gaps.length - shown.length;
  if (more > 0) shown.push(t('compliance.trend.moreGaps', { count: more }));
  return t('compliance.trend.gaps', {
    count: gaps.reduce(
      (sum, gap) => sum + lengthOf({ first: gap.from, last: gap.to }),
      0,
    ),
    days: shown.join(', '),
  });
}
