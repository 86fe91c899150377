import {
  scoreOfCounts,
  severitiesOf,
  type ComplianceDay,
  type ComplianceSettings,
  type ComplianceTrend,
  type ComplianceTrendQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { limitedInScope } from '../../scopes';
import { defined, toTime, type ReadContext } from '../../types';
import { asUsual, type ComplianceBasis } from '../basis';
import {
  isOfSomebody,
  withoutBelonging,
  type ComplianceFilter,
} from '../selectCompliance';
import { DayCounts } from './DayCounts';
import { DayPairs } from './DayPairs';
import { dayRangeOf, dayText, type DayRange } from './DayRange';
import { readChanges } from './readChanges';
import { readExpected } from './readExpected';
import { readRepairs } from './readRepairs';
import { readSpans } from './readSpans';
import { readTakenDays } from './readTakenDays';
import { selectSpans } from './selectKept';

/**
 * How far policies were kept on each of some days, as results counted then and weigh now, and
 * how long it took to repair what failed. A day at which nobody looked is a gap, and told as
 * one.
 *
 * @throws InputError - where the days that are asked for are none
 */
export async function getComplianceTrend(
  context: ReadContext,
  query: ComplianceTrendQuery,
  { settings }: Pick<ComplianceBasis, 'settings'> = asUsual,
): Promise<ComplianceTrend> {
  const { from, to, ...filter } = query;
  const range = dayRangeOf({ from, to }, context.now);
  const { since, taken, gaps } = await readTakenDays(context, range);
  return defined({
    asOf: toTime(context.now) as string,
    from: dayText(range.from),
    to: dayText(range.to),
    since: since === undefined ? undefined : dayText(since),
    days: await daysOf(context, { filter, range, taken, settings }),
    gaps: gaps.map(gap => ({ from: dayText(gap.from), to: dayText(gap.to) })),
    timeToRepair: await readRepairs(context, filter, range),
    ...limitedInScope(context, 'findings'),
  });
}

async function daysOf(
  context: ReadContext,
  options: {
    filter: ComplianceFilter;
    range: DayRange;
    taken: ReadonlySet<number>;
    settings: ComplianceSettings;
  },
): Promise<ComplianceDay[]> {
  const { filter, range, taken, settings } = options;
  if (taken.size === 0) return [];
  const length = range.to - range.from + 1;
  const counts = new DayCounts(length);
  const pairs = new DayPairs(length);
  for (const { pair, stretch } of await readExpected(context, filter, range)) {
    pairs.expect(pair, stretch);
  }
  const spans = selectSpans(context, filter, range);
  for (const span of await readSpans(context, spans, range)) {
    const { pair, severity, result, isEvaluated, count, stretch } = span;
    counts.add({ severity, result, count, ...stretch });
    pairs.add(pair, isEvaluated, stretch);
  }
  if (isOfSomebody(filter)) {
    const ofAnybody = selectSpans(context, withoutBelonging(filter), range);
    for (const span of await readSpans(context, ofAnybody, range)) {
      pairs.addOfAnybody(span.pair, span.isEvaluated, span.stretch);
    }
  }
  const changesOn = await readChanges(context, filter, range);
  const evaluations = pairs.evaluations();
  return counts.counts().flatMap((ofDay, index) => {
    if (!taken.has(range.from + index)) return [];
    const { evaluation, clusters } = evaluations[index];
    const { percent, results } = scoreOfCounts(ofDay, settings);
    const { 'not-evaluated': notEvaluated, ...rest } = results;
    const changes = changesOn(index);
    const numbers = [
      evaluation.expected,
      ...Object.values(results),
      ...Object.values(changes),
    ];
    // Nothing of what is asked for was there.
    if (numbers.every(each => each === 0)) return [];
    return [
      defined({
        day: dayText(range.from + index),
        percent,
        evaluation,
        clusters,
        counts: { ...rest, notEvaluated },
        failures: severitiesOf(ofDay, 'fail'),
        changes,
      }),
    ];
  });
}
