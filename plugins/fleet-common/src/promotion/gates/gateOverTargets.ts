import { compareText } from '../text/compareText';
import type { Gate, GateKind } from './Gate';
import { factAt, type GateFact, type GateTime } from './GateFact';
import { type Judged, makeGate } from './makeGate';

/**
 * What is known of the clusters that a promotion goes to.
 *
 * @public
 */
export type TargetFacts<T> = GateTime & {
  /** Ids of all clusters that it goes to, whatever is known of them. */
  targets: readonly string[];
  /** By the id of a cluster. What is not in it was never evaluated. */
  facts: ReadonlyMap<string, GateFact<T>>;
};

/** What a gate finds on one cluster. At least one; of nothing a gate is unknown. */
export type Found = Omit<Judged, 'cluster' | 'confirmedAt' | 'of'>;

/** A gate that looks at each of the clusters, and is as good as the worst. */
export function gateOverTargets<T>(
  kind: GateKind,
  { targets, facts, ...time }: TargetFacts<T>,
  judge: (known: T, cluster: string) => readonly Found[],
  options: { overridable?: boolean } = {},
): Gate {
  const judged = [...new Set(targets)].sort(compareText).flatMap(cluster => {
    const fact = factAt(facts.get(cluster), time);
    const of = { cluster, of: cluster };
    const unknown = (text: string): Judged[] => [
      { key: `${cluster}: not known`, status: 'unknown', text, ...of },
    ];
    if ('unknown' in fact) return unknown(fact.unknown);
    const found = judge(fact.known, cluster);
    return found.length === 0
      ? unknown('was never evaluated')
      : found.map(each => ({
          ...each,
          key: `${cluster}: ${each.key}`,
          confirmedAt: fact.confirmedAt,
          ...of,
        }));
  });
  return makeGate(kind, judged, { unit: 'clusters', ...options });
}
