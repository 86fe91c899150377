import { makeStyles } from '@material-ui/core/styles';
import {
  fleetFindingReadPermission,
  type ComplianceDay,
  type ComplianceTrend as Trend,
  type ComplianceTrendQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  SightView,
  useComplianceTrend,
  type StatusTone,
} from '@fleetview/backstage-plugin-fleet-react';
import { Section } from '../shared';
import { useText, type Text } from '../translation';
import { dayName } from './dayName';
import { RepairTable } from './RepairTable';
import { TrendChart, type ChartSeries } from '../charts';
import { TrendNotes } from './TrendNotes';

const useStyles = makeStyles(
  theme => ({
    charts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(3, 6),
      '& > *': { flex: '1 1 320px', minWidth: 0 },
    },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
  }),
  { name: 'FleetComplianceTrend' },
);

const SEVERITIES = [
  ['critical', 'bad'],
  ['high', 'caution'],
  ['medium', 'busy'],
  ['low', 'neutral'],
  ['info', undefined],
  ['unknown', undefined],
] as const satisfies readonly [
  keyof ComplianceDay['failures'],
  StatusTone | undefined,
][];

/**
 * What failed on each of the last days, what began to and what was put right, and how long
 * that took. The line of the score is beside the score.
 */
export function ComplianceTrend(props: { scope?: ComplianceTrendQuery }) {
  const sight = useComplianceTrend(props.scope ?? {});
  const t = useText();
  const { days = [], since } = sight.kind === 'ready' ? sight.data : {};
  return (
    <Section
      title={t('compliance.trend.title')}
      note={
        since && days.length > 0
          ? t('compliance.trend.keptSince', { day: dayName(since) })
          : undefined
      }
    >
      <SightView sight={sight} permission={fleetFindingReadPermission.name}>
        {trend => <Found trend={trend} />}
      </SightView>
    </Section>
  );
}

function Found({ trend }: { trend: Trend }) {
  const classes = useStyles();
  const t = useText();
  const { days, from, since = from, to } = trend;
  if (days.length === 0) {
    return (
      <div className={classes.quiet}>{t('compliance.trend.emptyText')}</div>
    );
  }
  const span = { first: since > from ? since : from, last: to };
  const sumOf = (name: keyof ComplianceDay['changes']) =>
    days.reduce((sum, { changes }) => sum + changes[name], 0);
  const format = (value: number) => value.toLocaleString('en');
  return (
    <>
      <TrendNotes trend={trend} />
      <div className={classes.charts}>
        <TrendChart
          title={failuresTitle(days, t)}
          unit={t('compliance.trend.checks')}
          span={span}
          format={format}
          series={failureSeries(days, t)}
        />
        <TrendChart
          title={t('compliance.trend.changes', {
            fresh: format(sumOf('new')),
            fixed: format(sumOf('fixed')),
          })}
          unit={t('compliance.trend.perDay')}
          span={span}
          format={format}
          series={[
            {
              id: 'new',
              label: t('compliance.trend.fresh'),
              tone: 'bad',
              points: days.map(({ day, changes }) => ({
                day,
                value: changes.new,
              })),
            },
            {
              id: 'fixed',
              label: t('compliance.trend.fixed'),
              tone: 'good',
              points: days.map(({ day, changes }) => ({
                day,
                value: changes.fixed,
              })),
            },
          ]}
        />
      </div>
      <RepairTable repairs={trend.timeToRepair} />
    </>
  );
}

function failuresTitle(days: readonly ComplianceDay[], t: Text): string {
  const [first] = days;
  const last = days[days.length - 1];
  const given = {
    first: first.counts.fail.toLocaleString('en'),
    last: last.counts.fail.toLocaleString('en'),
  };
  if (days.length === 1) {
    return t('compliance.trend.failuresOnce', { last: given.last });
  }
  if (last.counts.fail === first.counts.fail) {
    return t('compliance.trend.failuresSame', { last: given.last });
  }
  return last.counts.fail < first.counts.fail
    ? t('compliance.trend.failuresFell', given)
    : t('compliance.trend.failuresRose', given);
}

/** A line for each severity of which anything failed; where nothing did, one that says so. */
function failureSeries(days: readonly ComplianceDay[], t: Text): ChartSeries[] {
  const series = SEVERITIES.flatMap<ChartSeries>(([severity, tone]) =>
    days.every(({ failures }) => failures[severity] === 0)
      ? []
      : [
          {
            id: severity,
            label:
              severity === 'unknown'
                ? t('compliance.trend.noSeverity')
                : t(`findings.severities.${severity}`),
            ...(tone ? { tone } : { isPlain: true }),
            points: days.map(({ day, failures }) => ({
              day,
              value: failures[severity],
            })),
          },
        ],
  );
  if (series.length > 0) return series;
  return [
    {
      id: 'all',
      label: t('findings.results.fail'),
      points: days.map(({ day, counts }) => ({ day, value: counts.fail })),
    },
  ];
}
