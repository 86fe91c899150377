import {
  type AllocationFact,
  boundedName,
  boundedText,
  efficiencyOf,
  type SubjectReference,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type Mapped,
  type PollContext,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { kindOf } from './kindOf';
import { allRounded, rounded } from './rounded';
import type { CostItem, CostLine } from './lineSchema';

const MAX_CURRENCY = 16;
/** More than cost tools have themselves. */
const DECIMALS = 6;

function name(text: string | undefined): string | undefined {
  return text ? boundedName(text) : undefined;
}

function subjectOf({ of, cluster }: CostLine): SubjectReference {
  if (of !== 'reference') return { type: of };
  return cluster
    ? { type: 'reference', name: boundedName(cluster) }
    : { type: 'none' };
}

/** The cost of one thing over one window as a fact. */
export function toAllocation(
  line: CostItem,
  context: PollContext,
  engine: string,
): Mapped {
  if ('problem' in line) {
    return { skipped: 'malformed', detail: boundedText(line.problem) };
  }
  const efficiency = efficiencyOf(line.costs, line.usage);
  const { label, window, currency } = line;
  const fact: AllocationFact = withoutUndefined({
    ...factBase(
      context,
      { labels: {}, annotations: {} },
      { subject: subjectOf(line) },
    ),
    type: 'allocation',
    engine,
    grain: line.grain,
    share: line.share,
    name: boundedName(line.name),
    namespace: name(line.namespace),
    controllerKind: name(kindOf(line.controllerKind)),
    controller: name(line.controller),
    label: label && {
      key: boundedName(label.key),
      value: boundedName(label.value),
    },
    category: name(line.category),
    provider: name(line.provider),
    window: { start: window.start, end: window.end },
    minutes: rounded(line.minutes, DECIMALS),
    currency: currency && boundedName(currency).slice(0, MAX_CURRENCY),
    costs: allRounded(withoutUndefined(line.costs), DECIMALS),
    adjustment:
      line.adjustment === undefined
        ? undefined
        : rounded(line.adjustment, DECIMALS),
    hours: line.hours?.map(each =>
      each === null ? null : rounded(each, DECIMALS),
    ),
    usage: allRounded(withoutUndefined(line.usage), DECIMALS),
    sizing: line.sizing && allRounded(withoutUndefined(line.sizing), DECIMALS),
    efficiency: efficiency && allRounded(efficiency, DECIMALS),
    query: boundedText(line.query),
    estimated: line.estimated,
    partial: line.partial || undefined,
    warnings: line.warnings.map(boundedText),
  });
  return { facts: [fact] };
}
