import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import type { PollItems } from '@fleetview/backstage-plugin-fleet-node';
import { coarserLines } from '../costs/coarserLines';
import { gapItems, sinceFirst } from '../costs/gaps';
import type { CostItem, CostLine } from '../costs/lineSchema';
import { dayOf, type Window } from '../costs/wholeDays';
import { type LineBase, readClusterLines } from './readClusterLines';
import { readGpuPrices } from './readGpuPrices';
import { readLabelLines } from './readLabelLines';
import { readNetworkPrices } from './readNetworkPrices';
import { readPrices } from './readPrices';
import { readSheet } from './readSheet';
import {
  type PrometheusQuestion,
  SIZING_QUANTITIES,
  type Quantity,
} from './readQueries';
import { type Sample, readSamples } from './readSamples';
import { readWorkloads } from './readWorkloads';
import type { Price, PrometheusSettings, VectorAnswer } from './schema';
import { emptyTold, isOfFinding, ofCluster, type Told } from './readTold';

const MAX_WARNINGS = 10;
const HOURS = 24;
const MINUTES_OF_HOUR = 60;
/** What lacks less of the day than that is of the whole day: samples begin and end within minutes. */
const HOURS_LEFT_OUT = 1;

type Day = {
  window: Window;
  query: string;
  told: Told;
  /** Of how many hours something had which value of each label that is asked for. */
  labelled: Map<string, Sample[]>;
  /** Why there may be more than is answered. */
  warnings: string[];
  /** Whether the server itself said so: it may have more the next time. */
  isAway: boolean;
};

const SIZES: ReadonlySet<Quantity> = new Set(SIZING_QUANTITIES);

/**
 * All that was answered of one day. Answers for right-sizing that are no list of all, any of
 * them, are none: that must not take away what the day cost, nor may a part of the highs
 * pass for the whole.
 */
function readDay(
  asked: { question: PrometheusQuestion; answer: VectorAnswer }[],
): Day | { gap: string } | { invalid: string } {
  const [{ question: first }] = asked;
  const told = emptyTold();
  const labelled: Day['labelled'] = new Map();
  const warnings = new Set<string>();
  let unknown = 0;
  let isSized = true;
  for (const { question, answer } of asked) {
    const read = readSamples(answer);
    const { quantity, label = '' } = question;
    if (quantity !== 'labelled' && SIZES.has(quantity)) {
      isSized &&= !('invalid' in read || answer.warnings?.some(isOfFinding));
      told[quantity] = 'invalid' in read ? [] : read.samples;
      continue;
    }
    if ('invalid' in read) return read;
    if (quantity === 'labelled') labelled.set(label, read.samples);
    else told[quantity] = read.samples;
    unknown += read.unknown;
    for (const warning of answer.warnings ?? []) {
      if (isOfFinding(warning)) warnings.add(warning);
    }
  }
  if (!isSized) for (const quantity of SIZES) told[quantity] = [];
  const day = dayOf(first.window);
  const lacks = (['cpuRequested', 'nodeCpu', 'nodeRam'] as const).filter(
    quantity => told[quantity].length === 0,
  );
  if (lacks.length > 0) {
    const why = [...warnings][0];
    const reason = `no data for ${day} (${lacks.join(', ')})${
      why ? `: ${why}` : ''
    }`;
    // A store that is away is no day without samples: it may have them the next time.
    return first.isHistory && why === undefined
      ? { gap: reason }
      : { invalid: reason };
  }
  return {
    window: first.window,
    query: `time=${first.window.end} ${first.query}`,
    told,
    labelled,
    warnings: [
      ...[...warnings].slice(0, MAX_WARNINGS),
      ...(unknown > 0 ? [`${unknown} series had no number`] : []),
    ],
    isAway: warnings.size > 0,
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

function samplesOf(
  samples: Sample[],
  label: string | undefined,
  cluster: string | undefined,
): Sample[] {
  return label === undefined
    ? samples
    : samples.filter(({ labels }) => (labels[label] || undefined) === cluster);
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
      samplesOf(samples, label, cluster),
    ]),
  ) as Told;
}

/** Of how many hours of a day there are samples of a cluster; nothing where nobody knows. */
function hoursOf({ hoursTold: [told] }: Told): number | undefined {
  if (!told || told.value === 0) return undefined;
  return told.value >= HOURS - HOURS_LEFT_OUT ? HOURS : told.value;
}

function whyFewer(hours: number | undefined): string[] {
  if (hours === HOURS) return [];
  return [
    hours === undefined
      ? 'of how many hours there are samples is not known'
      : `there are samples of ${Number(hours.toFixed(1))} hours`,
  ];
}

/** What one cluster cost on one day by the prices of that day, or nothing where no price is known. */
function linesOf(
  day: Day,
  cluster: string | undefined,
  settings: PrometheusSettings,
  sheet: readonly Price[],
): CostLine[] | undefined {
  const told = within(day.told, settings.clusterLabel, cluster);
  const prices = readPrices(told, sheet);
  if (!prices) return undefined;
  const gpus = settings.gpu ? readGpuPrices(told, sheet) : undefined;
  const network = settings.network ? readNetworkPrices(told) : undefined;
  const lacks = [
    ...(prices.unpriced > 0
      ? [`no price is known of ${prices.unpriced} nodes`]
      : []),
    ...(gpus?.lacks ?? []),
    ...(network?.lacks ?? []),
  ];
  const hours = hoursOf(told);
  const isPart =
    day.warnings.length > 0 || lacks.length > 0 || hours === undefined;
  const base: LineBase = {
    of: ofCluster(cluster, settings),
    window: day.window,
    minutes: (hours ?? HOURS) * MINUTES_OF_HOUR,
    query: day.query,
    warnings: [
      ...day.warnings,
      ...whyFewer(hours),
      ...lacks,
      ...(told.cpuUsed.length === 0 ? ['the use of CPU is not known'] : []),
      ...(told.ramUsed.length === 0 ? ['the use of memory is not known'] : []),
      ...(settings.network && told.networkSent.length === 0
        ? ['what is sent is not known']
        : []),
    ],
    ...(isPart && { partial: true }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(settings.currency === undefined ? {} : { currency: settings.currency }),
  };
  return readClusterLines({
    base,
    prices: { ...prices, gpus, network },
    workloads: readWorkloads(told, hours ?? HOURS),
    volumes: told.volumes,
    loadBalancers: told.loadBalancers,
  });
}

/** Why nothing that a cluster has had a price on a day. */
function whyUnpriced(
  settings: PrometheusSettings,
  rows: readonly PriceRow[],
  { day, sheet }: { day: string; sheet: readonly Price[] },
): string {
  const beginsLater =
    sheet.length === 0 &&
    rows.some(
      ({ currency, validFrom, cpuHour }) =>
        currency === settings.currency &&
        cpuHour !== undefined &&
        validFrom > day,
    );
  if (beginsLater) return 'the price sheet begins later';
  return `neither metrics of OpenCost nor a price sheet that fits${
    rows.length > 0 && settings.currency === undefined
      ? '; rows of the price sheet count where settings.currency says in what they are'
      : ''
  }`;
}

/** That a cluster has no costs on a day, for want of prices. */
function unpriced(
  day: string,
  cluster: string | undefined,
  why: string,
): { key: string; name: string; item: CostItem } {
  return {
    key: JSON.stringify([day, 'unpriced', cluster ?? '']),
    name: `${day} ${cluster ?? ''}`.trim().slice(0, 512),
    item: {
      problem: `no price on ${day}${cluster ? ` of ${cluster}` : ''}: ${why}`,
    },
  };
}

/** In keys: no pod can name an owner so that it is taken for a load balancer. */
function kindOfLine({ costs }: CostLine): string {
  return costs.loadBalancer === undefined ? 'workload' : 'load balancer';
}

type Item = { key: string; name: string; item: CostItem };

/** What a cluster cost on a day by the labels that are asked for, or that nothing has one. */
function labelItems(
  { window, labelled }: Day,
  cluster: string | undefined,
  lines: readonly CostLine[],
  { clusterLabel }: PrometheusSettings,
): Item[] {
  const day = dayOf(window);
  return [...labelled].flatMap(([label, all]): Item[] => {
    const samples = samplesOf(all, clusterLabel, cluster);
    const grouped = readLabelLines(lines, samples, label);
    if (!grouped) {
      return [
        {
          key: JSON.stringify([day, 'no label', label, cluster ?? '']),
          name: `${day} ${cluster ?? ''} ${label}`.slice(0, 512),
          item: {
            problem: `nothing${
              cluster ? ` of ${cluster}` : ''
            } is known to have the label '${label}' on ${day}: kube-state-metrics tells those that --metric-labels-allowlist names`,
          },
        },
      ];
    }
    return grouped.map(({ value, line }) => ({
      key: JSON.stringify([day, 'label', label, cluster, line.share, value]),
      name: `${day} ${line.name}`.slice(0, 512),
      item: line,
    }));
  });
}

/**
 * All items of all days. What has no price on a day is said, and costs no other cluster
 * and no other day its figures.
 *
 * @returns `invalid` where nothing at all had a price on any day, and where prices may be
 *   missing only because a part of the answer is
 */
export function readDays(options: {
  answers: VectorAnswer[];
  questions: PrometheusQuestion[];
  settings: PrometheusSettings;
  /** Of the price sheet that people write. */
  rows?: readonly PriceRow[];
}): PollItems {
  const { answers, questions, settings, rows = [] } = options;
  const byDay = new Map<string, Parameters<typeof readDay>[0]>();
  for (const [index, question] of questions.entries()) {
    const day = dayOf(question.window);
    const asked = byDay.get(day) ?? [];
    asked.push({ question, answer: answers[index] });
    byDay.set(day, asked);
  }
  const told: (Day | { question: PrometheusQuestion; gap: string })[] = [];
  for (const asked of byDay.values()) {
    const read = readDay(asked);
    if ('invalid' in read) return read;
    told.push('gap' in read ? { question: asked[0].question, ...read } : read);
  }
  const since = sinceFirst(told);
  const items: { key: string; name: string; item: CostItem }[] = gapItems(
    since.flatMap(each =>
      'gap' in each ? [{ ...each, by: ['workload'] }] : [],
    ),
  );
  const hasRows = rows.some(({ currency }) => currency === settings.currency);
  let isPriced = false;
  let noPrices: string | undefined;
  for (const read of since) {
    if ('gap' in read) continue;
    const day = dayOf(read.window);
    // A store that is away takes a whole cluster with it: what is left is no list of all.
    if (settings.clusterLabel !== undefined && read.warnings.length > 0) {
      return { invalid: `only a part for ${day}: ${read.warnings[0]}` };
    }
    // Sorted once: of many clusters and rows it is what takes longest.
    const sheet = readSheet(settings, rows, day);
    for (const cluster of clustersOf(read.told, settings.clusterLabel)) {
      const lines = linesOf(read, cluster, settings, sheet);
      if (!lines) {
        const why = whyUnpriced(settings, rows, { day, sheet });
        noPrices ??= `no prices for ${day}${
          cluster ? ` of ${cluster}` : ''
        }: ${why}`;
        // Where nobody wrote prices, those of OpenCost may be in the part that is away.
        if (read.isAway && !hasRows) return { invalid: noPrices };
        items.push(unpriced(day, cluster, why));
        continue;
      }
      isPriced = true;
      items.push(
        ...lines.map(line => ({
          key: JSON.stringify([day, kindOfLine(line), line.name]),
          name: `${day} ${line.name}`.slice(0, 512),
          item: line,
        })),
        ...coarserLines(lines, day).map(({ key, line }) => ({
          key,
          name: `${day} ${line.name}`.slice(0, 512),
          item: line,
        })),
        ...labelItems(read, cluster, lines, settings),
      );
    }
  }
  // Of prices that are all away nothing is learnt, and nothing known is let go.
  if (noPrices !== undefined && !isPriced) return { invalid: noPrices };
  return items;
}
