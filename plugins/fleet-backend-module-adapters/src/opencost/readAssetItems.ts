import {
  type PollItems,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { describeProblem } from '../costs/describeProblem';
import { gapItems, sinceFirst } from '../costs/gaps';
import type { CostItem, CostLine } from '../costs/lineSchema';
import { outsideOf } from '../costs/outsideOf';
import { type AskedDay, dayOf, type Window } from '../costs/wholeDays';
import { type AssetAnswer, type AssetRow, assetRowSchema } from './schema';

const MAX_ROWS = 20_000;
const DAY_MINUTES = 24 * 60;

type Parsed =
  | { name: string; row: AssetRow }
  | { name: string; problem: string };

function parse(name: string, raw: unknown, window: Window): Parsed {
  const parsed = assetRowSchema.safeParse(raw);
  if (!parsed.success) {
    return { name, problem: `${name}: ${describeProblem(parsed.error)}` };
  }
  const outside = outsideOf(window, parsed.data);
  return outside
    ? { name, problem: `${name}: ${outside}` }
    : { name, row: parsed.data };
}

function rowsOf(
  { data }: AssetAnswer,
  { window, isHistory }: AskedDay,
): Parsed[] | { gap: string } | { invalid: string } {
  const sets = (Array.isArray(data) ? data : [data]).flatMap(set =>
    set && Object.keys(set).length > 0 ? [set] : [],
  );
  const day = dayOf(window);
  if (sets.length === 0) {
    const reason = `no data for ${day}`;
    return isHistory ? { gap: reason } : { invalid: reason };
  }
  if (sets.length > 1) return { invalid: `several sets for ${day}` };
  const entries = Object.entries(sets[0]);
  if (entries.length > MAX_ROWS) {
    return { invalid: `more than ${MAX_ROWS} assets for ${day}` };
  }
  const rows = entries.map(([name, raw]) => parse(name, raw, window));
  const [first] = rows;
  return rows.every(row => 'problem' in row) && 'problem' in first
    ? { invalid: first.problem }
    : rows;
}

type AssetQuestion = AskedDay & { path: string };

/** All assets of all answers. */
export function readAssetItems(options: {
  answers: AssetAnswer[];
  questions: AssetQuestion[];
  currency: string | undefined;
  whose: (
    ids: ReadonlySet<string>,
  ) => (id: string | undefined) => CostLine['of'];
}): PollItems {
  const { answers, questions, currency, whose } = options;
  const told: (
    | { question: AssetQuestion; rows: Parsed[] }
    | { question: AssetQuestion; gap: string }
  )[] = [];
  for (const [index, question] of questions.entries()) {
    const rows = rowsOf(answers[index], question);
    if ('invalid' in rows) return rows;
    told.push({ question, ...('gap' in rows ? rows : { rows }) });
  }
  const since = sinceFirst(told);
  const days = since.filter(each => 'rows' in each);
  const ids = days.flatMap(({ rows }) =>
    rows.flatMap(row =>
      'row' in row ? row.row.properties?.cluster ?? [] : [],
    ),
  );
  const of = whose(new Set(ids));
  const gaps = gapItems(
    since.flatMap(each => ('gap' in each ? [{ ...each, by: [] }] : [])),
  );
  const items = days.flatMap(({ question: { path, window }, rows }) => {
    const day = dayOf(window);
    const isPart = rows.some(row => 'problem' in row);
    return rows.map(parsed => ({
      key: JSON.stringify([day, parsed.name]),
      name: `${day} ${parsed.name}`.slice(0, 512),
      item: itemOf(parsed, { path, window, currency, of, isPart }),
    }));
  });
  return [...gaps, ...items];
}

function itemOf(
  parsed: Parsed,
  asked: {
    path: string;
    window: Window;
    currency: string | undefined;
    of: (id: string | undefined) => CostLine['of'];
    /** Whether a row of the same day could not be read. */
    isPart: boolean;
  },
): CostItem {
  if ('problem' in parsed) return { problem: parsed.problem };
  const { name, row } = parsed;
  return withoutUndefined({
    grain: 'asset' as const,
    share: 'used' as const,
    name: row.properties?.name || name,
    cluster: row.properties?.cluster || undefined,
    of: asked.of(row.properties?.cluster || undefined),
    namespace: row.claimNamespace || undefined,
    category: row.type || row.properties?.category,
    provider: row.properties?.provider || undefined,
    window: asked.window,
    minutes: row.minutes ?? DAY_MINUTES,
    currency: asked.currency,
    costs: withoutUndefined({
      cpu: row.cpuCost,
      gpu: row.gpuCost,
      ram: row.ramCost,
      total: row.totalCost,
    }),
    adjustment: row.adjustment,
    usage: {},
    query: asked.path,
    estimated: false,
    partial: asked.isPart || undefined,
    warnings: [],
  });
}
