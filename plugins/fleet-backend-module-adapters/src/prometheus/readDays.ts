import type { PollItems } from '@fleetview/backstage-plugin-fleet-node';
import { coarserLines } from '../costs/coarserLines';
import type { CostLine } from '../costs/lineSchema';
import { dayOf, type Window } from '../costs/wholeDays';
import { type LineBase, readClusterLines } from './readClusterLines';
import { readPrices } from './readPrices';
import {
  NODE_QUANTITIES,
  type PrometheusQuestion,
  QUANTITIES,
  type Quantity,
} from './readQueries';
import { readSamples, type Sample } from './readSamples';
import { readWorkloads } from './readWorkloads';
import type { PrometheusSettings, VectorAnswer } from './schema';

const MAX_WARNINGS = 10;
/** Remarks on the query, and not on what it found. */
const REMARK = /^PromQL (?:info|warning):/;

type Told = Record<Quantity, Sample[]>;

type Day = {
  window: Window;
  query: string;
  told: Told;
  /** Why there may be more than is answered. */
  warnings: string[];
};

function emptyTold(): Told {
  return Object.fromEntries(
    [...QUANTITIES, ...NODE_QUANTITIES].map(quantity => [quantity, []]),
  ) as unknown as Told;
}

/** All that was answered of one day. */
function readDay(
  asked: { question: PrometheusQuestion; answer: VectorAnswer }[],
): Day | { invalid: string } {
  const [{ question: first }] = asked;
  const told = emptyTold();
  const warnings = new Set<string>();
  let unknown = 0;
  for (const { question, answer } of asked) {
    const read = readSamples(answer);
    if ('invalid' in read) return read;
    told[question.quantity] = read.samples;
    unknown += read.unknown;
    for (const warning of answer.warnings ?? []) {
      if (!REMARK.test(warning)) warnings.add(warning);
    }
  }
  const day = dayOf(first.window);
  const lacks = (['cpuRequested', 'nodeCpu', 'nodeRam'] as const).filter(
    quantity => told[quantity].length === 0,
  );
  if (lacks.length > 0) {
    const why = [...warnings][0];
    return {
      invalid: `no data for ${day} (${lacks.join(', ')})${
        why ? `: ${why}` : ''
      }`,
    };
  }
  return {
    window: first.window,
    query: `time=${first.window.end} ${first.query}`,
    told,
    warnings: [
      ...[...warnings].slice(0, MAX_WARNINGS),
      ...(unknown > 0 ? [`${unknown} series had no number`] : []),
    ],
  };
}

/** The names of all clusters that nodes are known of; one without a name where there is no label. */
function clustersOf(
  { nodeCpu }: Told,
  label: string | undefined,
): (string | undefined)[] {
  if (label === undefined) return [undefined];
  return [...new Set(nodeCpu.map(({ labels }) => labels[label] || undefined))];
}

function within(
  told: Told,
  label: string | undefined,
  cluster: string | undefined,
): Told {
  if (label === undefined) return told;
  return Object.fromEntries(
    Object.entries(told).map(([quantity, samples]) => [
      quantity,
      samples.filter(
        ({ labels }) => (labels[label] || undefined) === cluster,
      ),
    ]),
  ) as Told;
}

function ofCluster(
  cluster: string | undefined,
  { clusterLabel, clusterId }: PrometheusSettings,
): CostLine['of'] {
  if (clusterLabel === undefined) return 'observer';
  if (cluster === undefined) return 'none';
  return cluster === clusterId ? 'observer' : 'reference';
}

/** What one cluster cost on one day, or nothing where no price is known. */
function linesOf(
  day: Day,
  cluster: string | undefined,
  settings: PrometheusSettings,
): CostLine[] | undefined {
  const told = within(day.told, settings.clusterLabel, cluster);
  const prices = readPrices(told, settings.prices);
  if (!prices) return undefined;
  const base: LineBase = {
    of: ofCluster(cluster, settings),
    window: day.window,
    query: day.query,
    warnings: [
      ...day.warnings,
      ...(prices.unpriced > 0
        ? [`no price is known of ${prices.unpriced} nodes`]
        : []),
      ...(told.cpuUsed.length === 0 ? ['the use of CPU is not known'] : []),
      ...(told.ramUsed.length === 0 ? ['the use of memory is not known'] : []),
    ],
    ...(cluster === undefined ? {} : { cluster }),
    ...(settings.currency === undefined ? {} : { currency: settings.currency }),
  };
  return readClusterLines({
    base,
    prices,
    workloads: readWorkloads(told),
    volumes: told.volumes,
  });
}

/** All items of all days. */
export function readDays(options: {
  answers: VectorAnswer[];
  questions: PrometheusQuestion[];
  settings: PrometheusSettings;
}): PollItems {
  const { answers, questions, settings } = options;
  const byDay = new Map<string, Parameters<typeof readDay>[0]>();
  for (const [index, question] of questions.entries()) {
    const day = dayOf(question.window);
    const asked = byDay.get(day) ?? [];
    asked.push({ question, answer: answers[index] });
    byDay.set(day, asked);
  }
  const items: { key: string; name: string; item: CostLine }[] = [];
  for (const [day, asked] of byDay) {
    const read = readDay(asked);
    if ('invalid' in read) return read;
    // A store that is away takes a whole cluster with it: what is left is no list of all.
    if (settings.clusterLabel !== undefined && read.warnings.length > 0) {
      return { invalid: `only a part for ${day}: ${read.warnings[0]}` };
    }
    for (const cluster of clustersOf(read.told, settings.clusterLabel)) {
      const lines = linesOf(read, cluster, settings);
      if (!lines) {
        return {
          invalid: `no prices for ${day}${
            cluster ? ` of ${cluster}` : ''
          }: neither metrics of OpenCost nor a price sheet that fits`,
        };
      }
      items.push(
        ...lines.map(line => ({
          key: JSON.stringify([day, 'workload', line.name]),
          name: `${day} ${line.name}`.slice(0, 512),
          item: line,
        })),
        ...coarserLines(lines, day).map(({ key, line }) => ({
          key,
          name: `${day} ${line.name}`.slice(0, 512),
          item: line,
        })),
      );
    }
  }
  return items;
}
