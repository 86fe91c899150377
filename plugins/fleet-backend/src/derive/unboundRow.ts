import { hash } from 'node:crypto';
import type {
  DeliveryFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Bindable } from '../mapping/Bindable';
import type { BindingOutcome } from '../mapping/BindingOutcome';
import { listedLabels, namesOfBindable } from '../mapping/proposals';
import { storableText } from './storableText';

/** Why something is bound to nothing, in the order in which somebody has to decide. */
export const PROBLEMS = ['contested', 'ambiguous', 'unbound'] as const;

export type UnboundProblem = (typeof PROBLEMS)[number];

/** A row of the table `unbound`. */
export type UnboundRow = {
  id: string;
  source_table: 'workload' | 'delivery';
  observer: string;
  cluster_id: string;
  namespace: string;
  problem: UnboundProblem;
  engine: string | null;
  group_key: string;
  words: string;
  candidates: string;
};

const LONGEST_KEY = 400;
const LONGEST_WORDS = 4_000;

/**
 * The row of something that is bound to nothing. The same thing on many clusters
 * has the same group: kind, namespace, name, and what it shows of itself.
 */
export function toUnboundRow(options: {
  table: 'workload' | 'delivery';
  id: string;
  observer: string;
  clusterId: string;
  /** Of its cell. */
  namespace: string;
  fact: WorkloadFact | DeliveryFact;
  bindable: Bindable;
  outcome: Exclude<BindingOutcome, { type: 'bound' }>;
}): UnboundRow {
  const { table, id, observer, clusterId, namespace, fact } = options;
  const { bindable, outcome } = options;
  const candidates = candidatesOf(outcome);
  const labels = listedLabels(fact.labels);
  const shown = JSON.stringify([
    outcome.type,
    candidates,
    labels,
    table,
    fact.type === 'workload'
      ? bindable.image ?? ''
      : [fact.engine, bindable.sources ?? []],
  ]);
  const order = [
    PROBLEMS.indexOf(outcome.type),
    fact.name,
    fact.namespace ?? '',
    fact.kind,
  ].join('/');
  const digest = hash(
    'sha256',
    JSON.stringify([order, shown]),
    'base64url',
  ).slice(0, 16);
  return {
    id,
    source_table: table,
    observer,
    cluster_id: clusterId,
    namespace,
    problem: outcome.type,
    engine: fact.type === 'delivery' ? storableText(fact.engine) : null,
    group_key: `${storableText(order.slice(0, LONGEST_KEY - 17))}/${digest}`,
    words: barred([
      fact.name,
      fact.namespace ?? '',
      fact.kind,
      ...Object.values(labels),
      ...namesOfBindable(bindable).map(({ name }) => name),
    ]),
    candidates: barred(candidates),
  };
}

/** Words between bars, in lower case. */
function barred(words: readonly string[]): string {
  const text = `|${[...new Set(words)].join('|')}|`;
  return storableText(text.toLowerCase().slice(0, LONGEST_WORDS));
}

function candidatesOf(
  outcome: Exclude<BindingOutcome, { type: 'bound' }>,
): string[] {
  switch (outcome.type) {
    case 'ambiguous':
      return outcome.candidates;
    case 'contested':
      return [outcome.entityRef];
    default:
      return [];
  }
}
