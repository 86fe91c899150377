import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import type { FailedAnswer } from '@fleetview/backstage-plugin-fleet-node';
import type { CostItem, CostLine } from '../costs/lineSchema';
import { GRAIN, HOURS, MAX_THINGS, toHourLine } from '../costs/toHourLine';
import { dayOf } from '../costs/wholeDays';
import { type LineBase, readClusterLines } from './readClusterLines';
import type { PrometheusHourQuestion } from './readHourQueries';
import { readGpuPrices } from './readGpuPrices';
import { readNetworkPrices } from './readNetworkPrices';
import { readPrices } from './readPrices';
import type { Quantity } from './readQueries';
import { readSeries, type HourSeries } from './readSeries';
import { readSheet } from './readSheet';
import { readWorkloads } from './readWorkloads';
import type { Price, PrometheusSettings, QueryAnswer } from './schema';
import { emptyTold, isOfFinding, ofCluster, type Told } from './readTold';

const MINUTES_OF_HOUR = 60;
/** Of less of an hour than that its sums are not those of an hour. One sample may be late. */
const LEAST_MINUTES = 55;
/** What rounding may take of a number of minutes. */
const ROUNDING = 1e-6;
/** Nothing costs so much in an hour: a sum of them is still money. */
const MAX_MONEY = 1e10;
/** What an hour is not told without. */
const NEEDED = [
  'cpuRequested',
  'nodeCpu',
  'nodeRam',
  'ramRequested',
  'cpuUsed',
  'ramUsed',
  'networkEgress',
] as const;
/** Of the others some servers know nothing at all: then hours are told as days are. */
const ALWAYS: ReadonlySet<Quantity> = new Set([
  'cpuRequested',
  'nodeCpu',
  'nodeRam',
]);

type Item = { key: string; name: string; item: CostItem };
type Asked = {
  question: PrometheusHourQuestion;
  answer: QueryAnswer | FailedAnswer | undefined;
};
/** All series of one cluster. */
type ClusterSeries = Map<Quantity, HourSeries[]>;
type Thing = {
  line: CostLine;
  hours: (number | null)[];
  estimated: boolean;
};
type Hour = {
  lines: CostLine[];
  /** Whether there are volumes that have no price. */
  lacksVolumePrice: boolean;
  hasVolumePrice: boolean;
};

/**
 * What things cost in each hour of a day that is over, computed as of days. An hour is told
 * of all of a cluster, or not at all: where its samples lack or a price is missing, what is
 * left would be taken for all of it. What cannot be told is counted, and takes nothing of
 * the days with it.
 */
export function readHours(options: {
  answers: (QueryAnswer | FailedAnswer)[];
  questions: PrometheusHourQuestion[];
  settings: PrometheusSettings;
  /** Of the price sheet that people write. */
  rows?: readonly PriceRow[];
  /** Of a day; 20,000 unless given. */
  mostThings?: number;
}): Item[] {
  const { answers, questions, settings, rows = [] } = options;
  const byDay = new Map<string, Asked[]>();
  for (const [index, question] of questions.entries()) {
    const day = dayOf(question.window);
    const asked = byDay.get(day) ?? [];
    asked.push({ question, answer: answers[index] });
    byDay.set(day, asked);
  }
  return [...byDay].flatMap(([day, asked]) => {
    const items = itemsOfDay(asked, {
      day,
      settings,
      sheet: readSheet(settings, rows, day),
      mostThings: options.mostThings ?? MAX_THINGS,
    });
    return Array.isArray(items)
      ? items
      : [
          {
            key: JSON.stringify([day, GRAIN]),
            name: `${day} hours`,
            item: { problem: `hours of ${day}: ${items.problem}` },
          },
        ];
  });
}

type HourContext = {
  base: LineBase;
  sheet: readonly Price[];
  settings: PrometheusSettings;
};

type DayContext = {
  day: string;
  settings: PrometheusSettings;
  sheet: readonly Price[];
  mostThings: number;
};

function itemsOfDay(
  asked: Asked[],
  context: DayContext,
): Item[] | { problem: string } {
  const clusters = seriesOf(asked, context.settings);
  if ('problem' in clusters) return clusters;
  const [{ question }] = asked;
  const items: Item[] = [];
  for (const [cluster, series] of clusters) {
    // As of days: a cluster is one that nodes are known of.
    if (!series.has('nodeCpu')) continue;
    for (const item of itemsOfCluster(cluster, series, question, context)) {
      items.push(item);
    }
    if (items.length > context.mostThings) {
      return { problem: `more than ${context.mostThings} things by hour` };
    }
  }
  return items.length > 0 ? items : { problem: 'no data (nodeCpu)' };
}

/** All series of a day by their clusters, or why nothing of it may be believed. */
function seriesOf(
  asked: Asked[],
  { clusterLabel }: PrometheusSettings,
): Map<string | undefined, ClusterSeries> | { problem: string } {
  const clusters = new Map<string | undefined, ClusterSeries>();
  for (const { question, answer } of asked) {
    const { quantity } = question;
    if (!answer) return { problem: `${quantity}: not answered` };
    if ('failed' in answer) return { problem: answer.failed };
    // Of which hours and clusters something is away is not said.
    const warning = answer.warnings?.find(isOfFinding);
    if (warning !== undefined) return { problem: `only a part: ${warning}` };
    const series = readSeries(answer, question);
    if ('invalid' in series) {
      return { problem: `${quantity}: ${series.invalid}` };
    }
    for (const each of series) {
      const cluster = clusterLabel && (each.labels[clusterLabel] || undefined);
      const known: ClusterSeries = clusters.get(cluster) ?? new Map();
      clusters.set(cluster, known);
      const same = known.get(quantity);
      if (same) same.push(each);
      else known.set(quantity, [each]);
    }
  }
  return clusters;
}

function itemsOfCluster(
  cluster: string | undefined,
  series: ClusterSeries,
  question: PrometheusHourQuestion,
  { day, settings, sheet }: DayContext,
): Item[] {
  const base: LineBase = {
    of: ofCluster(cluster, settings),
    window: question.window,
    minutes: MINUTES_OF_HOUR,
    query: `${question.window.start} to ${question.window.end} by hour ${question.query}`,
    warnings: [],
    ...(cluster === undefined ? {} : { cluster }),
    ...(settings.currency === undefined ? {} : { currency: settings.currency }),
  };
  const { things, problems } = thingsOf(series, {
    question,
    base,
    sheet,
    settings,
  });
  const byProblem = new Map<string, number[]>();
  for (const [hour, problem] of problems) {
    byProblem.set(problem, [...(byProblem.get(problem) ?? []), hour]);
  }
  const ofWhom = cluster ? ` of ${cluster}` : '';
  return [
    ...[...byProblem].map(([problem, hours]) => {
      const which = `hour${hours.length > 1 ? 's' : ''} ${spansOf(hours)}`;
      return {
        key: JSON.stringify([day, GRAIN, cluster, problem]),
        name: `${day} ${cluster ?? ''} ${which}`.slice(0, 512),
        item: { problem: `${which} of ${day}${ofWhom}: ${problem}` },
      };
    }),
    ...[...things].map(([id, { line, hours, estimated }]) => ({
      key: JSON.stringify([day, GRAIN, cluster, 'thing', id]),
      name: `${day} ${line.name}`.slice(0, 512),
      item: toHourLine({ ...line, estimated }, question.window, hours),
    })),
  ];
}

/** What each thing of one cluster cost in each hour, and why some hours are not told. */
function thingsOf(
  series: ClusterSeries,
  { question, ...context }: HourContext & { question: PrometheusHourQuestion },
): { things: Map<string, Thing>; problems: Map<number, string> } {
  const things = new Map<string, Thing>();
  const problems = new Map<number, string>();
  const lacking: number[] = [];
  let hasVolumePrice = false;
  for (let hour = 0; hour < question.hours; hour++) {
    const read = readHour(series, hour, context);
    if ('problem' in read) {
      problems.set(hour, read.problem);
      continue;
    }
    if (read.lacksVolumePrice) lacking.push(hour);
    hasVolumePrice ||= read.hasVolumePrice;
    for (const line of read.lines) {
      const { share, namespace, controllerKind, controller, name } = line;
      const id = JSON.stringify([
        share,
        namespace,
        controllerKind,
        controller,
        name,
      ]);
      const thing = things.get(id) ?? {
        line,
        hours: Array<number | null>(HOURS).fill(null),
        estimated: false,
      };
      thing.hours[hour] = (thing.hours[hour] ?? 0) + line.costs.total;
      thing.estimated ||= line.estimated;
      things.set(id, thing);
    }
  }
  // Where no price of volumes is ever known they have no line, as of days.
  for (const hour of hasVolumePrice ? lacking : []) {
    problems.set(hour, 'no price of volumes is known');
    for (const { hours } of things.values()) hours[hour] = null;
  }
  for (const [id, { hours }] of things) {
    if (hours.every(each => each === null)) things.delete(id);
  }
  return { things, problems };
}

/** What was told of one hour of one cluster. */
function toldOf(
  series: ClusterSeries,
  hour: number,
): Told | { problem: string } {
  const told = emptyTold();
  for (const [quantity, all] of series) {
    for (const { labels, values } of all) {
      const value = values[hour];
      if (value === 'unread') return { problem: 'a series has no number' };
      if (value !== undefined) told[quantity].push({ labels, value });
    }
  }
  return told;
}

/** What one cluster cost in one hour, or why nobody knows. */
function readHour(
  series: ClusterSeries,
  hour: number,
  { base, sheet, settings }: HourContext,
): Hour | { problem: string } {
  const told = toldOf(series, hour);
  if ('problem' in told) return told;
  const minutes = (told.hoursTold[0]?.value ?? 0) * MINUTES_OF_HOUR;
  if (minutes < LEAST_MINUTES - ROUNDING) {
    return {
      problem: `there are samples of less than ${LEAST_MINUTES} minutes`,
    };
  }
  // What is known of other hours and not of this one is missing here, and not nothing.
  const lacks = NEEDED.filter(
    quantity =>
      told[quantity].length === 0 &&
      (ALWAYS.has(quantity) || series.has(quantity)),
  );
  if (lacks.length > 0) return { problem: `no data (${lacks.join(', ')})` };
  const prices = readPrices(told, sheet);
  if (!prices) return { problem: 'no price is known' };
  if (prices.unpriced > 0) return { problem: 'no price is known of a node' };
  const gpus = settings.gpu ? readGpuPrices(told, sheet) : undefined;
  const network = settings.network ? readNetworkPrices(told) : undefined;
  const [lack] = [...(gpus?.lacks ?? []), ...(network?.lacks ?? [])];
  if (lack !== undefined) return { problem: lack };
  const lines = readClusterLines({
    base,
    prices: { ...prices, gpus, network },
    workloads: readWorkloads(told, 1),
    volumes: told.volumes,
    loadBalancers: told.loadBalancers,
  });
  const sum = lines.reduce((all, { costs }) => all + costs.total, 0);
  if (!(sum <= MAX_MONEY)) {
    return { problem: 'it cost more than there is money' };
  }
  const hasVolumePrice = prices.volumeGibHour !== undefined;
  return {
    lines,
    hasVolumePrice,
    lacksVolumePrice: told.volumes.length > 0 && !hasVolumePrice,
  };
}

/** `0 to 4, 9` */
function spansOf(hours: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const hour of hours) {
    const last = spans.at(-1);
    if (last && last[1] === hour - 1) last[1] = hour;
    else spans.push([hour, hour]);
  }
  return spans
    .map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`))
    .join(', ');
}
