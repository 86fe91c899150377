import type { Knex } from 'knex';
import {
  columnOfDay,
  SPAN_COLUMNS,
  SPAN_DAYS,
  spanOf,
} from '../../derive/costs/spanColumns';
import { among } from '../../permissions/fragment';
import type { ReadContext, Row } from '../types';
import { readCountedByDay } from './readCountedByDay';
import { selectSeries, withDays, type CostFilter } from './selectSeries';

/** What was spent on one day, since 1970, of what some words say. */
export type Spent<Word extends string> = Record<Word, string> & {
  day: number;
  cost: number;
};

type Options<Word extends string> = {
  /** Trusted SQL over series and their clusters, by the names of its results. */
  words: Readonly<Record<Word, string>>;
  /** Since 1970; the last day belongs to them. */
  days: { first: number; last: number };
  /** The clusters of which it is decided day by day what counts. */
  byDay: readonly string[];
};

/**
 * What was spent by day and by whatever series are told apart by. Millions of days are
 * added up where thirty-two of them lie side by side; but for clusters of which not each
 * day counts. The same day of the same may be told twice then: it is the sum of both.
 */
export async function readSpent<Word extends string>(
  context: ReadContext,
  filter: CostFilter,
  options: Omit<Options<Word>, 'byDay'>,
): Promise<Spent<Word>[]> {
  const { days } = options;
  if (days.first > days.last) return [];
  const byDay = await readCountedByDay(context, days);
  const spent = await readSideBySide(context, filter, { ...options, byDay });
  if (byDay.length === 0) return spent;
  return spent.concat(
    await readOneByOne(context, filter, { ...options, byDay }),
  );
}

/** The days of clusters of which each day counts. */
async function readSideBySide<Word extends string>(
  context: ReadContext,
  filter: CostFilter,
  { words, days, byDay }: Options<Word>,
): Promise<Spent<Word>[]> {
  const { knex } = context;
  const columns = columnsOf(days);
  const series = selectSeries(context, filter);
  if (byDay.length > 0) {
    const { sql, bindings } = among(knex, 'cost_series.cluster_id', byDay);
    void series.whereRaw(`not (${sql})`, bindings);
  }
  const sums = knex('series')
    .join('cost_span', 'cost_span.series_id', 'series.series_id')
    .whereBetween('cost_span.span', [spanOf(days.first), spanOf(days.last)])
    .groupBy('series.place', 'cost_span.span')
    .select('series.place', 'cost_span.span')
    .sum(Object.fromEntries(columns.map(name => [name, `cost_span.${name}`])));
  const rows = await withWords(knex, {
    words,
    series,
    sums,
    results: ['span', ...columns],
  });
  return rows.flatMap(row => {
    const first = Number(row.span) * SPAN_DAYS;
    const said = saidOf(row, words);
    const spent: Spent<Word>[] = [];
    const last = Math.min(days.last, first + SPAN_DAYS - 1);
    for (let day = Math.max(days.first, first); day <= last; day += 1) {
      const cost = row[columnOfDay(day)];
      if (cost !== null) spent.push({ ...said, day, cost: Number(cost) });
    }
    return spent;
  });
}

/** The days of all other clusters, those of them that count. */
async function readOneByOne<Word extends string>(
  context: ReadContext,
  filter: CostFilter,
  { words, days, byDay }: Options<Word>,
): Promise<Spent<Word>[]> {
  const { knex } = context;
  const { sql, bindings } = among(knex, 'cost_series.cluster_id', byDay);
  const sums = withDays(context, knex('series'), 'series', days)
    .groupBy('series.place', 'cost_day.day')
    .select('series.place', 'cost_day.day')
    .sum({ spent: 'cost_day.cost' });
  const rows = await withWords(knex, {
    words,
    series: selectSeries(context, filter).whereRaw(sql, bindings),
    sums,
    results: ['day', 'spent'],
  });
  return rows.map(row => ({
    ...saidOf(row, words),
    day: Number(row.day),
    cost: Number(row.spent),
  }));
}

/** Sums by the number of what words say, as their texts would cost more than all else. */
function withWords(
  knex: Knex,
  options: {
    words: Readonly<Record<string, string>>;
    series: Knex.QueryBuilder;
    /** Of the table `series`, each with the place of its words. */
    sums: Knex.QueryBuilder;
    results: readonly string[];
  },
): Promise<Row[]> {
  const { words, series, sums, results } = options;
  const names = Object.keys(words).map((_, index) => `word_${index}`);
  const numbered = series.select(
    'cost_series.id as series_id',
    'cost_series.cluster_id',
    ...Object.values(words).map((word, index) =>
      knex.raw(`${word} as word_${index}`),
    ),
    knex.raw(
      `dense_rank() over (order by ${Object.values(words).join(
        ', ',
      )}) as place`,
    ),
  );
  const query: Knex.QueryBuilder = knex
    .with('series', numbered)
    .with('sums', sums)
    .with('places', knex('series').distinct('place', ...names))
    .from('sums')
    .join('places', 'places.place', 'sums.place')
    .select(...names, ...results);
  return query as unknown as Promise<Row[]>;
}

function saidOf<Word extends string>(
  row: Row,
  words: Readonly<Record<Word, string>>,
): Record<Word, string> {
  return Object.fromEntries(
    Object.keys(words).map((word, index) => [word, row[`word_${index}`]]),
  ) as Record<Word, string>;
}

/** The columns that any of some days lies in. */
function columnsOf({ first, last }: { first: number; last: number }): string[] {
  const days = Math.min(SPAN_DAYS, last - first + 1);
  const needed = new Set(
    Array.from({ length: days }, (_, index) => columnOfDay(first + index)),
  );
  return SPAN_COLUMNS.filter(name => needed.has(name));
}
