import type {
  DeliveryFact,
  DifferenceFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  DIFFERENCE_DESIRED_PART,
  DIFFERENCE_FRESHNESS_LIMIT_MS,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import {
  currencyOf,
  readCoverageIndex,
  type CoverageIndex,
} from '../../coverage/coverageIndex';
import type { LedgerRules } from '../../exceptions/ExceptionAccess';
import { breather } from '../breather';
import { readBelonging } from '../readBelonging';
import { runStatement, type Rows } from '../statements';
import type { DriftKinds } from './driftKindsOf';
import { resourceKey } from './keys';
import { readDriftExceptions } from './readDriftExceptions';
import { readEpisodes } from './readEpisodes';
import { readLook } from './readLook';
import type {
  DriftDelivery,
  DriftInputs,
  OwnDifference,
  PresentThing,
  Resource,
} from './types';

type Row = Rows[number];

/** Reads all that drift of a cluster is found by; nothing where it is gone. */
export async function readDriftInputs(
  knex: Knex,
  clusterId: string,
  now: number,
  { rules, kinds }: { rules: LedgerRules; kinds: DriftKinds },
): Promise<DriftInputs | undefined> {
  const read = (sql: string) =>
    runStatement(knex, { sql, bindings: [clusterId] });
  const belonging = await readBelonging(knex, clusterId);
  if (!belonging) return undefined;
  const deliveries = await read(
    `select id, observer, adapter, api_group, kind, namespace, name, subject_reference,
      reference_key, unreadable, heartbeat, entity_ref, first_seen_at, data
      from delivery where subject = ? and superseded_by is null`,
  );
  const differences = await read(
    `select observer, adapter, api_group, kind, namespace, name, unreadable, data
      from fact where subject = ? and type = 'difference'`,
  );
  // A workload that a hub tells of is not seen.
  const workloads = await runStatement(knex, {
    sql: `select api_group, kind, namespace, name, data from workload
      where subject = ? and observer = ?`,
    bindings: [clusterId, clusterId],
  });
  const own = kinds.watched.map(({ adapter, group, kind }) => ({
    observer: clusterId,
    adapter,
    api_group: group,
    kind,
    namespace: '',
    name: '',
  }));
  const coverage = await readCoverageIndex({ knex, now }, [
    ...deliveries,
    ...differences,
    ...own,
  ]);
  return {
    clusterId,
    now,
    tier: belonging.tier,
    belonging,
    deliveries: await toDeliveries(deliveries, coverage),
    ...toDifferences(differences, clusterId, coverage),
    desiring: kinds.desired,
    present: await toPresent(workloads),
    isWatched: watchedBy(clusterId, coverage, kinds),
    isLookedAt: lookedAtBy(clusterId, coverage, kinds),
    look: await readLook(knex, clusterId),
    episodes: await readEpisodes(knex, clusterId, now),
    exceptions: await readDriftExceptions(knex, now, rules),
  };
}

async function toDeliveries(
  rows: Rows,
  coverage: CoverageIndex,
): Promise<DriftDelivery[]> {
  const breathe = breather();
  const deliveries: DriftDelivery[] = [];
  for (const row of rows) {
    const fact: DeliveryFact = JSON.parse(row.data);
    const { current, reason } = currencyOf(row, coverage);
    const lost =
      fact.heartbeat.state === 'lost'
        ? fact.heartbeat.reason ?? 'the hub has lost sight of the cluster'
        : undefined;
    const staleReason = current ? lost : reason ?? 'it is not read';
    deliveries.push({
      id: row.id,
      adapter: row.adapter,
      observer: row.observer,
      fact,
      ...(staleReason !== undefined && { staleReason }),
      entityRef: row.entity_ref ?? '',
      firstSeenAt: Number(row.first_seen_at),
    });
    await breathe();
  }
  return deliveries;
}

function toDifferences(
  rows: Rows,
  clusterId: string,
  coverage: CoverageIndex,
): Pick<DriftInputs, 'differences' | 'desired' | 'lapsesAt'> {
  const differences = new Map<string, OwnDifference>();
  const desired = new Map<string, OwnDifference>();
  let lapsesAt: number | undefined;
  for (const row of rows) {
    const fact: DifferenceFact = JSON.parse(row.data);
    let isCurrent: boolean;
    if (fact.readAt === undefined)
      isCurrent = currencyOf(row, coverage).current;
    else {
      const until = Date.parse(fact.readAt) + DIFFERENCE_FRESHNESS_LIMIT_MS;
      isCurrent = coverage.now <= until;
      if (isCurrent) lapsesAt = Math.min(lapsesAt ?? Infinity, until);
    }
    if (fact.part === DIFFERENCE_DESIRED_PART) {
      desired.set(fact.source.uid, { fact, isCurrent });
      continue;
    }
    // Only the cluster itself has the object.
    if (row.observer !== clusterId) continue;
    const { group, namespace = '' } = fact.source;
    const key = resourceKey({
      group,
      kind: fact.kind,
      namespace,
      name: fact.name,
    });
    const known = differences.get(key);
    // What a watch tells is newer than what somebody looked at; the one that knows more counts.
    const isBetter =
      !known ||
      (fact.readAt === undefined
        ? fact.total >= known.fact.total
        : isCurrent && fact.total > known.fact.total);
    if (isBetter) differences.set(key, { fact, isCurrent });
  }
  return { differences, desired, ...(lapsesAt !== undefined && { lapsesAt }) };
}

async function toPresent(rows: Rows): Promise<Map<string, PresentThing>> {
  const breathe = breather();
  const present = new Map<string, PresentThing>();
  for (const row of rows) {
    const { labels, appliedFor }: WorkloadFact = JSON.parse(row.data);
    const resource = {
      group: row.api_group,
      kind: row.kind,
      namespace: row.namespace,
      name: row.name,
    };
    present.set(resourceKey(resource), {
      resource,
      labels,
      ...(appliedFor !== undefined && { appliedFor }),
    });
    await breathe();
  }
  return present;
}

function watchedBy(
  clusterId: string,
  coverage: CoverageIndex,
  { watched: all }: DriftKinds,
): (resource: Resource) => boolean {
  const known = new Map<string, boolean>();
  return ({ group, kind, namespace, name }) => {
    const watched = all.find(
      each => each.group === group && each.kind === kind,
    );
    if (!watched) return false;
    const key = `${group}/${kind}/${namespace}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const row: Row = {
      observer: clusterId,
      adapter: watched.adapter,
      api_group: group,
      kind,
      namespace,
      name,
    };
    const { current } = currencyOf(row, coverage);
    known.set(key, current);
    return current;
  };
}

/** Only a cluster that is read itself can be asked how an object of it is. */
function lookedAtBy(
  clusterId: string,
  coverage: CoverageIndex,
  { watched, looked }: DriftKinds,
): (resource: Resource) => boolean {
  const isRead = watched.some(
    ({ adapter, group, kind }) =>
      currencyOf(
        {
          observer: clusterId,
          adapter,
          api_group: group,
          kind,
          namespace: '',
          name: '',
        },
        coverage,
      ).current,
  );
  const kinds = new Map(
    looked.map(({ group, kind, namespaced }) => [
      `${group}/${kind}`,
      namespaced,
    ]),
  );
  return ({ group, kind, namespace, name }) =>
    isRead &&
    kinds.get(`${group}/${kind}`) === (namespace !== '') &&
    // What no API server has for a name would only be refused.
    /^[a-z0-9][a-z0-9.-]*$/.test(`${namespace}${name}`);
}
