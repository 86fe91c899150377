import {
  DIAGNOSED_KINDS,
  DIAGNOSIS_FRESHNESS_LIMIT_MS,
  DIAGNOSIS_KIND,
  DIAGNOSIS_PART,
  type Currency,
  type DiagnosisFact,
  type WorkloadDiagnosis,
} from '@fleetview/backstage-plugin-fleet-common';
import { factId } from '../store/factId';
import { defined, type ReadContext, type Row } from './types';

const AT_ONCE = 500;

/** What is well has none, whatever is still stored of it. */
const WELL = ['healthy', 'suspended'];

/** Says of each workload that is not well why, by the ids of their rows. Who sees a workload sees that. */
export async function readDiagnoses(
  { knex, now }: ReadContext,
  workloads: readonly Row[],
): Promise<ReadonlyMap<string, WorkloadDiagnosis>> {
  const asked = new Map<string, Row>();
  for (const row of workloads) {
    if (WELL.includes(row.health) || !isDiagnosed(row.kind)) continue;
    const { observer, adapter, source_uid: sourceUid } = row;
    asked.set(
      factId({ observer, adapter, sourceUid, part: DIAGNOSIS_PART }),
      row,
    );
  }
  const ids = [...asked.keys()];
  const facts = new Map<string, DiagnosisFact>();
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const found: Row[] = await knex('fact')
      .whereIn('id', ids.slice(start, start + AT_ONCE))
      .select('id', 'data');
    for (const { id, data } of found) facts.set(id, JSON.parse(data));
  }
  const failures = await readFailures({ knex, now }, [...asked.values()]);
  const diagnoses = new Map<string, WorkloadDiagnosis>();
  for (const [id, row] of asked) {
    const fact = facts.get(id);
    const failure = failures.get(`${row.observer}/${row.adapter}`);
    if (fact) diagnoses.set(row.id, toDiagnosis(fact, now, failure));
    else if (failure) {
      diagnoses.set(row.id, {
        currency: { current: false, reason: failure },
        findings: [],
        findingsTotal: 0,
        unread: [],
      });
    }
  }
  return diagnoses;
}

function isDiagnosed(kind: string): boolean {
  return DIAGNOSED_KINDS.some(each => each === kind);
}

/** Why nothing, or not all, could be read the last time that it was tried, by observer and adapter. */
async function readFailures(
  { knex }: Pick<ReadContext, 'knex' | 'now'>,
  rows: readonly Row[],
): Promise<Map<string, string>> {
  const observers = [...new Set(rows.map(row => row.observer as string))];
  const failures = new Map<string, string>();
  for (let start = 0; start < observers.length; start += AT_ONCE) {
    const found: Row[] = await knex('coverage')
      .whereIn('cluster_id', observers.slice(start, start + AT_ONCE))
      .where({ kind: DIAGNOSIS_KIND, api_group: '' })
      .whereIn('state', ['unreachable', 'unauthorized', 'forbidden', 'invalid'])
      .select('cluster_id', 'adapter', 'state', 'reason');
    for (const { cluster_id: id, adapter, state, reason } of found) {
      failures.set(`${id}/${adapter}`, `${state}: ${reason ?? 'no reason'}`);
    }
  }
  return failures;
}

function toDiagnosis(
  fact: DiagnosisFact,
  now: number,
  failure: string | undefined,
): WorkloadDiagnosis {
  return defined({
    readAt: fact.readAt,
    currency: currencyOf(fact, now, failure),
    pods: fact.pods,
    replicaSet: fact.replicaSet,
    findings: fact.findings,
    findingsTotal: fact.findingsTotal,
    unread: fact.unread,
  });
}

/** It has an age of its own, whatever the coverage of the workload is. */
function currencyOf(
  { readAt }: DiagnosisFact,
  now: number,
  failure: string | undefined,
): Currency {
  const ageMs = Math.max(0, now - Date.parse(readAt));
  return ageMs <= DIAGNOSIS_FRESHNESS_LIMIT_MS
    ? { current: true, confirmedAt: readAt }
    : {
        current: false,
        confirmedAt: readAt,
        reason: failure ?? 'not read again in time',
      };
}
