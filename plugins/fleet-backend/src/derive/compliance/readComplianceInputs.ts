import type { Knex } from 'knex';
import { readBelonging } from '../readBelonging';
import { runStatement, type Rows } from '../statements';
import { policyKey } from './keys';
import { readRecentFailures } from './readRecentFailures';
import { toOpenFailure } from './toOpenFailure';
import type { ComplianceInputs, Failing, Origin } from './types';

const ORIGIN = `observer, adapter, api_group, kind, namespace, source_uid,
  subject_reference, reference_key, unreadable`;

/** Reads what the findings of a cluster are added up from; nothing where it is gone. */
export async function readComplianceInputs(
  knex: Knex,
  clusterId: string,
  now: number,
): Promise<ComplianceInputs | undefined> {
  const read = (sql: string) =>
    runStatement(knex, { sql, bindings: [clusterId] });
  const belonging = await readBelonging(knex, clusterId);
  if (!belonging) return undefined;
  const findings = await read(
    `select id, ${ORIGIN}, home_namespace, first_seen_at, data from finding where subject = ?`,
  );
  const policies = await read(
    `select ${ORIGIN}, data from fact where subject = ? and type = 'policy'`,
  );
  const failing = await read(
    'select id, since, told, away_since from failing where cluster_id = ?',
  );
  const failures = await read(
    `select unit, observer, engine, policy, seen_at, first_failed_at
      from failure where cluster_id = ? and ended_at is null`,
  );
  const known = await read(
    'select distinct engine, policy from compliance_sum where cluster_id = ?',
  );
  return {
    clusterId,
    now,
    isFirst: known.length === 0,
    ...belonging,
    findings: findings.map(row => ({
      id: row.id,
      origin: originOf(row),
      sourceUid: row.source_uid,
      namespace: row.home_namespace,
      seenAt: Number(row.first_seen_at),
      fact: JSON.parse(row.data),
    })),
    policies: policies.map(row => ({
      origin: originOf(row),
      sourceUid: row.source_uid,
      fact: JSON.parse(row.data),
    })),
    failing: new Map(failing.map(row => [row.id, toFailing(row)])),
    openFailures: new Map(failures.map(row => [row.unit, toOpenFailure(row)])),
    recentFailures: await readRecentFailures(knex, clusterId, now),
    knownPolicies: new Set(
      known.map(({ engine, policy }) => policyKey(engine, policy)),
    ),
  };
}

function toFailing(row: Rows[number]): Failing {
  return {
    since: Number(row.since),
    ...(row.told === null ? {} : { told: row.told }),
    ...(row.away_since === null ? {} : { awaySince: Number(row.away_since) }),
  };
}

function originOf(row: Rows[number]): Origin {
  return {
    observer: row.observer,
    adapter: row.adapter,
    group: row.api_group,
    kind: row.kind,
    sourceNamespace: row.namespace,
    subjectReference: row.subject_reference,
    referenceKey: row.reference_key,
    unreadable: row.unreadable,
  };
}
