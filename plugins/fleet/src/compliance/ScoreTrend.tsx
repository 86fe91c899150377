import type {
  ComplianceTrend,
  ComplianceTrendQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { useComplianceTrend } from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../translation';
import { dayName } from './dayName';
import { TrendChart } from '../charts';
import { coverageOf, trendFinding } from './trendFinding';

/**
 * The line beside the score: score and coverage of the last days. What it cannot show is
 * said below, with what became of failures.
 */
export function ScoreTrend(props: { scope?: ComplianceTrendQuery }) {
  const sight = useComplianceTrend(props.scope ?? {});
  const t = useText();
  if (sight.kind !== 'ready' || sight.data.days.length === 0) return null;
  const { days, from, since = from, to } = sight.data;
  return (
    <TrendChart
      title={titleOf(sight.data, t)}
      unit={t('compliance.trend.percent')}
      span={{ first: since > from ? since : from, last: to }}
      domain={{ low: 0, high: 100 }}
      format={value => `${value} %`}
      series={[
        {
          id: 'score',
          label: t('compliance.trend.score'),
          points: days.map(({ day, percent }) => ({ day, value: percent })),
        },
        {
          id: 'coverage',
          label: t('compliance.trend.coverage'),
          points: days.map(each => ({
            day: each.day,
            value: coverageOf(each),
          })),
        },
      ]}
    />
  );
}

function titleOf(trend: ComplianceTrend, t: Text): string {
  const { since, score, coverage } = trendFinding(trend);
  if (!since || !score) return t('compliance.trend.tooEarly');
  const day = dayName(since);
  const points = (amount: number) => amount.toLocaleString('en');
  const ofScore =
    score.kind === 'same'
      ? t('compliance.trend.same', { day })
      : t(`compliance.trend.${score.kind}`, {
          day,
          points: points(score.points),
        });
  if (!coverage || coverage.kind === 'same') return ofScore;
  return `${ofScore}, ${t(`compliance.trend.coverageMoved.${coverage.kind}`, {
    points: points(coverage.points),
  })}`;
}
