import type { ExceptionFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { alertsOf, matchOf } from '../../exceptions/applied/alertsOf';
import { selectApplied } from '../../exceptions/applied/selectApplied';
import type { LedgerRules } from '../../exceptions/ExceptionAccess';
import { readLedger } from '../../exceptions/readLedger';
import { runSteps } from '../../derive/statements';
import { DAY_MS } from '../../history/retention';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { Row } from '../../read/types';
import { recipientsOf, recipientsOfCluster } from '../recipients';
import { exceptionPeople } from './exceptionPeople';
import { forgetApplied, noteOverdue, type Overdue } from './noteOverdue';

const AT_ONCE = 500;
/** Namespaces in which owners are looked for. */
const NAMESPACES = 20;
const ENDED = ['expired', 'withdrawn'];

/** The next exceptions of engines, by their ids. */
export function appliedQuery(knex: Knex, after: string): Knex.QueryBuilder {
  return selectApplied(knex, {})
    .where('fact.id', '>', after)
    .orderBy('fact.id')
    .limit(AT_ONCE)
    .select('fact.*');
}

/**
 * Notes which exceptions engines go on to apply although their time is over: by their own
 * word, or by that of the ledger. Who asked for it there and who owns what it is of is told;
 * else who owns what is in its namespaces; else the cluster's owner. For each of them it is
 * one piece of news with a count for each cluster and look.
 */
export async function noteApplied(options: {
  knex: Knex;
  now: number;
  entities: EntityIndex;
  operators: readonly string[];
  /** How many have to approve, and the like. */
  rules: LedgerRules;
  isStopped?: () => boolean;
}): Promise<void> {
  const { knex, now, entities, operators, rules } = options;
  const { isStopped = () => false } = options;
  const ledger = await readLedger({ knex, now, rules });
  for (let after = ''; !isStopped(); ) {
    const rows: Row[] = await appliedQuery(knex, after);
    if (rows.length === 0) {
      await forgetApplied(knex, now - DAY_MS);
      return;
    }
    after = rows[rows.length - 1].id;
    const coverage = await readCoverageIndex({ knex, now }, rows);
    const clusters = await readClusters(knex, rows.map(clusterOf));
    const found: Overdue[] = [];
    for (const row of rows) {
      const fact: ExceptionFact = JSON.parse(row.data);
      const clusterId = clusterOf(row);
      const match = matchOf(
        { ...fact, engine: row.adapter, clusterId },
        ledger,
        now,
        rules,
      );
      const isCurrent = currencyOf(row, coverage).current;
      const alerts = alertsOf(fact, match, { isCurrent, now });
      const isOverdue = alerts.includes('overdue');
      const isEnded =
        alerts.includes('ledger-ended') && ENDED.includes(match?.state ?? '');
      if (!isOverdue && !isEnded) continue;
      const cluster = clusters.get(clusterId);
      if (!cluster) continue;
      // One that only resembles it is of the same policies in the same places.
      const people = match ? exceptionPeople(match.exception, entities) : [];
      const owners =
        people.length > 0 ? people : await ownersIn(knex, clusterId, fact);
      const recipients =
        owners.length > 0
          ? owners
          : recipientsOfCluster(cluster.owner, operators);
      const expiredAt = isOverdue
        ? Date.parse(fact.expiresAt ?? '')
        : undefined;
      for (const recipient of new Set(recipients)) {
        found.push({
          factId: row.id,
          recipient,
          ended: `${expiredAt ?? match?.exception.id ?? ''}`,
          data: {
            things: 1,
            engine: row.adapter,
            kind: row.kind,
            ...(row.namespace ? { namespace: row.namespace } : {}),
            name: row.name,
            cluster: { id: cluster.id, name: cluster.name },
            ...(expiredAt === undefined ? {} : { expiredAt }),
            confirmed: isCurrent,
          },
        });
      }
    }
    await runSteps(knex, () => noteOverdue(knex, found, now));
  }
}

/** The cluster that it is applied on. */
function clusterOf(row: Row): string {
  return row.subject ?? row.observer;
}

async function readClusters(
  knex: Knex,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const rows: Row[] = await knex('cluster')
    .whereIn('id', [...new Set(ids)])
    .select('id', 'name', 'owner');
  return new Map(rows.map(row => [row.id, row]));
}

/** Who owns what is in the namespaces that an exception is for, where it names them. */
async function ownersIn(
  knex: Knex,
  clusterId: string,
  { namespaces = [] }: Pick<ExceptionFact, 'namespaces'>,
): Promise<string[]> {
  const named = namespaces.filter(name => !/[*?]/.test(name));
  if (named.length === 0) return [];
  const owners: string[] = await knex('cell')
    .where({ cluster_id: clusterId })
    .whereIn('namespace', named.slice(0, NAMESPACES))
    .whereNot('entity_ref', '')
    .distinct('owner')
    .pluck('owner');
  return recipientsOf(owners);
}
