import type {
  Heartbeat,
  Statement,
  StatementType,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, type CoverageIndex } from '../../coverage/coverageIndex';
import { toSubject } from '../toSubject';
import { defined, toTime, type Row } from '../types';
import { heartbeatOf, type Heartbeats } from './readHeartbeats';
import type { Named } from './readNamed';
import { roleOf } from './selectStatements';
import { toDetail, type StatedFact } from './toDetail';

/** What rows of the table `fact` are shown with. */
export type StatementReading = {
  clusterId: string;
  coverage: CoverageIndex;
  heartbeats: Heartbeats;
  named: Named;
  names: ReadonlyMap<string, string>;
};

/** A row of the table `fact` as the API shows it. */
export function toStatement(row: Row, reading: StatementReading): Statement {
  const fact: StatedFact = JSON.parse(row.data);
  const { coverage, heartbeats, named, names } = reading;
  const cluster = (id: string) => ({ id, name: names.get(id) ?? id });
  return defined({
    id: row.id,
    role: roleOf(row as Parameters<typeof roleOf>[0], reading.clusterId),
    type: row.type as StatementType,
    engine: row.adapter,
    kind: row.kind,
    namespace: row.namespace || undefined,
    name: row.name,
    observer: cluster(row.observer),
    subject: toSubject(row, cluster),
    health: 'health' in fact ? fact.health : undefined,
    message: 'message' in fact ? fact.message : undefined,
    currency: currencyOf(
      row,
      coverage,
      lostOf(heartbeatOf(row, fact as { heartbeat?: Heartbeat }, heartbeats)),
    ),
    changedAt: toTime(row.changed_at),
    detail: toDetail(fact, row.observer, named, coverage.now),
  });
}

/** Why what a hub says is not current; nothing where the hub sees the cluster. */
export function lostOf(
  heartbeat: Heartbeat | undefined,
): { reason: string; since?: string } | undefined {
  if (!heartbeat || heartbeat.state === 'current') return undefined;
  return heartbeat.state === 'lost'
    ? heartbeat
    : { reason: 'it says nothing of its sight of this cluster' };
}
