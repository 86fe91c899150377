import {
  type PollItems,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { describeProblem } from '../costs/describeProblem';
import type { CostItem } from '../costs/lineSchema';
import { outsideOf } from '../costs/outsideOf';
import { dayOf, type Window } from '../costs/wholeDays';
import { type CloudCostAnswer, cloudCostRowSchema } from './schema';

const MAX_ROWS = 20_000;
const DAY_MINUTES = 24 * 60;

type Question = { path: string; window: Window };

function entriesOf({ data }: CloudCostAnswer): [string, unknown][] {
  return (data.sets ?? []).flatMap(set => Object.entries(set?.cloudCosts ?? {}));
}

/** A row that is no cost of that day is a problem; it is never left out silently. */
function itemOf(
  name: string,
  raw: unknown,
  { path, window }: Question,
  currency: string | undefined,
): CostItem {
  const parsed = cloudCostRowSchema.safeParse(raw);
  if (!parsed.success) {
    return { problem: `${name}: ${describeProblem(parsed.error)}` };
  }
  const { properties, window: stated, amortizedNetCost } = parsed.data;
  const outside = outsideOf(window, stated ?? {});
  if (outside) return { problem: `${name}: ${outside}` };
  return withoutUndefined({
    grain: 'cloud' as const,
    share: 'used' as const,
    name,
    of: 'none' as const,
    category: properties?.service || properties?.category,
    provider: properties?.provider || undefined,
    window,
    minutes: DAY_MINUTES,
    currency,
    costs: { total: amortizedNetCost.cost },
    usage: {},
    query: `${path} (amortizedNetCost)`,
    estimated: false,
    warnings: [],
  });
}

/**
 * All items of the bills. A bill comes late: the last days may have none yet, but not a
 * day before one that has.
 */
export function readCloudCostItems(options: {
  answers: CloudCostAnswer[];
  questions: Question[];
  currency: string | undefined;
}): PollItems {
  const { answers, questions, currency } = options;
  const days = questions.map((question, index) => ({
    question,
    day: dayOf(question.window),
    entries: entriesOf(answers[index]),
  }));
  const last = days.findLastIndex(({ entries }) => entries.length > 0);
  if (last < 0) return { invalid: 'no data for any of the days' };
  const billed = days.slice(0, last + 1);
  const gap = billed.find(({ entries }) => entries.length === 0);
  if (gap) return { invalid: `no data for ${gap.day}` };
  const tooLong = billed.find(({ entries }) => entries.length > MAX_ROWS);
  if (tooLong) {
    return { invalid: `more than ${MAX_ROWS} items for ${tooLong.day}` };
  }
  const items = billed.flatMap(({ question, day, entries }) =>
    entries.map(([name, raw]) => ({
      key: JSON.stringify([day, name]),
      name: `${day} ${name}`.slice(0, 512),
      item: itemOf(name, raw, question, currency),
    })),
  );
  const [{ item: first }] = items;
  return items.every(({ item }) => 'problem' in item) && 'problem' in first
    ? { invalid: first.problem }
    : items;
}
