import {
  GATE_STATUSES,
  type Gate,
  type GateKind,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined, toTime } from '../../values';
import { timeText, type ClusterName } from './names';

/** A page shows so many; what holds it up comes first. */
const SHOWN = 50;

/** A gate as the API shows it. */
export function toGate(
  gate: Gate,
  required: readonly GateKind[],
  nameOf: (id: string) => ClusterName,
) {
  const { evidence, overriddenBy, since, until, ...rest } = gate;
  const sorted = [...evidence].sort(
    (a, b) => GATE_STATUSES.indexOf(a.status) - GATE_STATUSES.indexOf(b.status),
  );
  return defined({
    ...rest,
    required: required.includes(gate.kind),
    since: toTime(since),
    until: toTime(until),
    evidence: sorted.slice(0, SHOWN).map(({ cluster, confirmedAt, ...each }) =>
      defined({
        ...each,
        cluster: cluster === undefined ? undefined : nameOf(cluster),
        confirmedAt: toTime(confirmedAt),
      }),
    ),
    evidenceTotal: evidence.length,
    overriddenBy: overriddenBy && toOverride(overriddenBy),
  });
}

export function toOverride({
  gate,
  wave,
  by,
  at,
  reason,
}: NonNullable<Gate['overriddenBy']>) {
  return { gate, wave, by, at: timeText(at), reason };
}
