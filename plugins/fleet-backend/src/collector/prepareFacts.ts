import {
  boundedName,
  type Fact,
} from '@fleetview/backstage-plugin-fleet-common';
import { factId } from '../store/factId';
import { tableOf } from '../store/factTables';
import { touchedNamespaces } from '../store/touchedNamespaces';
import { alertColumns } from './alertColumns';
import { allocationColumns } from './allocationColumns';
import { findingColumns } from './findingColumns';
import type { PreparedColumns, PreparedFact } from './messages';
import { policyColumns } from './policyColumns';

/**
 * Makes the rows of an object's facts, so that the thread that writes them has
 * nothing to do but to hand them on. Of facts with the same part the last counts:
 * they would be one row.
 */
export function prepareFacts(options: {
  observer: string;
  adapter: string;
  uid: string;
  facts: Fact[];
}): PreparedFact[] {
  const { facts, ...source } = options;
  const kept =
    facts.length < 2
      ? facts
      : [...new Map(facts.map(fact => [fact.part, fact])).values()];
  return kept.map(fact => prepareFact({ ...source, fact }));
}

function prepareFact(options: {
  observer: string;
  adapter: string;
  uid: string;
  fact: Fact;
}): PreparedFact {
  const { observer, adapter, uid, fact } = options;
  const changedAt = fact.changedAt ? Date.parse(fact.changedAt) : NaN;
  return {
    id: factId({ observer, adapter, sourceUid: uid, part: fact.part }),
    table: tableOf(fact.type),
    part: columnText(fact.part),
    namespace: columnText(fact.source.namespace ?? ''),
    name: columnText(fact.source.name),
    subject: fact.subject,
    changedAt: Number.isNaN(changedAt) ? null : changedAt,
    touches: touchedNamespaces(fact).map(columnText),
    columns: columnsOf(fact),
    data: JSON.stringify(fact),
  };
}

function columnsOf(fact: Fact): PreparedColumns {
  switch (fact.type) {
    case 'workload':
      return {
        health: fact.health,
        version: fact.version === undefined ? null : columnText(fact.version),
        settled: fact.settled,
      };
    case 'delivery':
      return {
        health: fact.health,
        sync: fact.sync,
        heartbeatLost: fact.heartbeat.state === 'lost',
        heartbeat: fact.heartbeat.state,
      };
    case 'cluster':
      return {
        type: fact.type,
        heartbeat: fact.heartbeat.state,
        hubName: columnText(fact.name),
      };
    case 'finding':
      return { own: inColumns(findingColumns(fact)) };
    case 'allocation':
      return { own: inColumns(allocationColumns(fact)) };
    case 'alert':
      return { own: inColumns(alertColumns(fact)) };
    case 'policy':
    case 'exception':
      return { type: fact.type, own: inColumns(policyColumns(fact)) };
    case 'agent':
      return { type: fact.type, heartbeat: fact.heartbeat.state };
    case 'namespace':
    case 'node':
      return {};
    default:
      return { type: fact.type };
  }
}

function inColumns<T extends Record<string, string | number | null>>(
  columns: T,
): T {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      typeof value === 'string' ? columnText(value) : value,
    ]),
  ) as T;
}

// eslint-disable-next-line no-control-regex
const REFUSED = /[\u0000-\u001f\u007f\ud800-\udfff]/;

/** Text of a cluster's as a column takes it: PostgreSQL refuses some characters, and one row that it refuses holds up others. */
function columnText(text: string): string {
  return REFUSED.test(text) ? boundedName(text) : text;
}
