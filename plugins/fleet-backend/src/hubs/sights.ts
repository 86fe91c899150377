import type { ClusterFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { tableOfRows, type Rows, type Statement } from '../derive/statements';
import { namingAdapter, type HubReference } from '../store/referenceKey';
import { withoutSilentTwins } from './silentTwins';

type Row = Rows[number];

/** Why what a hub says of a cluster is not current though the hub answers. */
export type Unseen = { reason: string; since?: string };

type Judged = {
  observer: string;
  adapter: string;
  fact: ClusterFact;
  unseen?: Unseen;
};

const NOT_STATED = 'the hub says nothing of its sight of this cluster';

/** Finds why a fact is not current that rests on its hub's sight; undefined where it is, or rests on none. */
export type SightLookup = (row: Row) => Unseen | undefined;

/**
 * The hubs' words on the clusters that some facts speak of, in one statement;
 * undefined where no fact rests on one.
 *
 * @param facts - rows with observer, adapter, subject, subject_reference and, where
 *   their table has it, heartbeat
 */
export function hubFactsOf(
  knex: Knex,
  facts: readonly Row[],
): Statement | undefined {
  const keys = new Map<
    string,
    { of_observer: string; of_adapter: string; of_name: string }
  >();
  for (const row of facts) {
    if (!restsOnSight(row)) continue;
    const reference = referenceOf(row);
    const { name } = reference;
    if (!name) continue;
    const adapter = namingAdapter(reference, row.adapter);
    keys.set(keyOf(row.observer, adapter, name), {
      of_observer: row.observer,
      of_adapter: adapter,
      of_name: name,
    });
  }
  if (keys.size === 0) return undefined;
  const wanted = tableOfRows(
    knex,
    'wanted',
    { of_observer: 'text', of_adapter: 'text', of_name: 'text' },
    [...keys.values()],
  );
  return {
    sql: `select id, observer, adapter, api_group, kind, namespace, name, hub_name, unreadable, data
      from ${wanted.sql} join fact on type = 'cluster' and observer = of_observer
      and adapter = of_adapter and hub_name = of_name`,
    bindings: wanted.bindings,
  };
}

/**
 * Finds by the hubs' words whether they see the clusters that facts speak of. What
 * a fact states of its own counts before; that it states nothing is no evidence.
 *
 * @param hubFacts - the rows that `hubFactsOf` reads
 * @param isCurrent - whether such a row is current itself, and if not why
 */
export function sightsOf(
  hubFacts: Rows,
  isCurrent: (row: Row) => { current: boolean; reason?: string },
): SightLookup {
  const byName = new Map<string, Row[]>();
  for (const row of hubFacts) {
    const key = keyOf(row.observer, row.adapter, row.hub_name);
    byName.set(key, [...(byName.get(key) ?? []), row]);
  }
  const judged = new Map<string, Judged>();
  const judge = (row: Row) => {
    const known = judged.get(row.id);
    if (known) return known;
    const fact: ClusterFact = JSON.parse(row.data);
    const unseen = unseenBy(fact, row, isCurrent);
    const { observer, adapter } = row;
    const verdict = {
      observer,
      adapter,
      fact,
      ...(unseen ? { unseen } : {}),
    };
    judged.set(row.id, verdict);
    return verdict;
  };
  return row => {
    if (!restsOnSight(row)) return undefined;
    const reference = referenceOf(row);
    const { name, namespace } = reference;
    const adapter = namingAdapter(reference, row.adapter);
    const words = (
      (name && byName.get(keyOf(row.observer, adapter, name))) ||
      []
    )
      .map(judge)
      .filter(({ fact }) => !namespace || fact.namespace === namespace);
    if (words.length === 0) return { reason: NOT_STATED };
    // Of several objects of one name any may be the one that is meant.
    return withoutSilentTwins(words).find(({ unseen }) => unseen)?.unseen;
  };
}

/** Whether a fact speaks of another cluster without saying whether its hub sees it. */
function restsOnSight(row: Row): boolean {
  return (
    row.subject_reference !== null &&
    row.subject_reference !== undefined &&
    row.subject !== row.observer &&
    (row.heartbeat ?? 'unstated') === 'unstated'
  );
}

function unseenBy(
  fact: ClusterFact,
  row: Row,
  isCurrent: (row: Row) => { current: boolean; reason?: string },
): Unseen | undefined {
  const { heartbeat } = fact;
  if (heartbeat.state === 'lost') {
    const { reason, since } = heartbeat;
    return { reason, ...(since ? { since } : {}) };
  }
  if (heartbeat.state === 'unstated') return { reason: NOT_STATED };
  const of = `${fact.kind} ${fact.name}`;
  if (row.unreadable) {
    return { reason: `${of} cannot be read: ${row.unreadable}` };
  }
  const { current, reason } = isCurrent(row);
  return current
    ? undefined
    : { reason: `${of} is not current${reason ? `: ${reason}` : ''}` };
}

function referenceOf(row: Row): Omit<HubReference, 'type'> {
  return JSON.parse(row.subject_reference);
}

function keyOf(observer: string, adapter: string, name: string): string {
  return `${observer}\n${adapter}\n${name}`;
}
