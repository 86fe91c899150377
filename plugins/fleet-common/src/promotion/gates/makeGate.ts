import { boundedText } from '../../facts/boundedText';
import { named } from '../text/named';
import {
  type Gate,
  GATE_STATUSES,
  type GateEvidence,
  type GateKind,
  type GateStatus,
} from './Gate';

/** What one piece of evidence says for its gate. */
export type Judged = Omit<GateEvidence, 'confirmedAt'> & {
  confirmedAt?: number;
  since?: number;
  until?: number;
  /** What it is of, for the sentence about all of them: a cluster, a stage. */
  of?: string;
};

/** The worst of them. That of nothing is unknown; what does not apply says nothing. */
export function worstStatus(statuses: readonly GateStatus[]): GateStatus {
  return GATE_STATUSES.find(status => statuses.includes(status)) ?? 'unknown';
}

const WORDS: Record<GateStatus, string> = {
  failed: 'not as it has to be',
  unknown: 'not known',
  waiting: 'not yet as it has to be',
  passed: 'as it has to be',
  'not-applicable': 'nothing to go by',
};

function latest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length === values.length && known.length > 0
    ? Math.max(...known)
    : undefined;
}

function earliest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/**
 * Whose evidence is as the gate is, of how many: "failed for 2 of 5 clusters: a, b. …".
 */
function reasonOf(
  status: GateStatus,
  judged: readonly Judged[],
  unit: string,
): string {
  const same = judged.filter(each => each.status === status);
  const of = (some: readonly Judged[]) => [
    ...new Set(some.flatMap(each => each.of ?? [])),
  ];
  const applying = of(
    judged.filter(each => each.status !== 'not-applicable'),
  ).length;
  const units = of(same);
  if (units.length === 0) return same[0]?.text ?? 'nothing was evaluated';
  const total = status === 'not-applicable' ? of(judged).length : applying;
  const count = `${WORDS[status]} for ${units.length} of ${total} ${unit}`;
  return status === 'passed' || status === 'not-applicable'
    ? count
    : `${count} (${named(units)}): ${same[0].text}`;
}

/**
 * A gate of several pieces of evidence: as good as the worst of them. Of nothing at all it
 * is unknown.
 *
 * @param unit - what evidence is of, in the plural, e.g. `clusters`
 */
export function makeGate(
  kind: GateKind,
  judged: readonly Judged[],
  options: { unit: string; overridable?: boolean },
): Gate {
  const status = worstStatus(judged.map(each => each.status));
  const same = judged.filter(each => each.status === status);
  // It passed when the last of them did, and failed when the first of them did.
  const since =
    status === 'passed'
      ? latest(same.map(each => each.since))
      : earliest(same.map(each => each.since));
  const until =
    status === 'waiting' ? latest(same.map(each => each.until)) : undefined;
  return {
    kind,
    status,
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    reason: boundedText(reasonOf(status, judged, options.unit)),
    evidence: judged.map(
      ({ since: _, until: __, of: ___, text, ...evidence }) => ({
        ...evidence,
        // Names and messages in it are those of clusters.
        text: boundedText(text),
      }),
    ),
    overridable:
      (options.overridable ?? true) &&
      (status === 'failed' || status === 'waiting'),
  };
}
