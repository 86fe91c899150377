import {
  placementOfPolicy,
  policyKeyOf,
  type PolicyFact,
  type PolicyName,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { PolicyWords } from '../../derive/compliance';
import { readNamed } from '../statements/readNamed';
import { hubWords } from '../statements/selectStatements';
import type { ReadContext, Row } from '../types';

/** A policy that hubs place, on clusters that the reader may see. */
export type Placement = PolicyName & {
  /** Ids. */
  clusters: string[];
  /** How many more hubs count that lead to no cluster; 0 where that may not be said. */
  unnamed: number;
  /**
   * Ids of the clusters that the hubs which place it know. Where it is on others nobody asks
   * them: a hub must not take away what is expected on the clusters of another. What is no
   * hub speaks of itself where it places the policy there, and takes away nothing.
   */
  speaksOf: ReadonlySet<string>;
  /** Whether anybody who places it knows another cluster than itself. */
  isOfHub: boolean;
  severity: Severity | undefined;
  words: PolicyWords;
};

/** So many policies of hubs are in memory at once: each may name thousands of clusters. */
const AT_ONCE = 200;

/** What one hub's policy says; where it places it is known by ids alone. */
type Placing = PolicyName & {
  observer: string;
  clusters: string[];
  /** How many it counts that are named by nothing, or that lead nowhere. */
  unnamed: number;
  severity: Severity | undefined;
  words: PolicyWords;
};

/**
 * Where hubs place policies, by the name that results of them have. What cannot be
 * confirmed now is the last known. Clusters that have left are placed on by nobody.
 */
export async function readPlacements(
  context: ReadContext,
): Promise<Map<string, Placement>> {
  const placing = await readPlacing(context);
  if (placing.length === 0) return new Map();
  const known = await readKnownToHubs(context, placing);
  const placements = new Map<string, Placement>();
  // Of several the one that knows most of where it is speaks for the policy as a whole.
  const ordered = [...placing].sort(
    (a, b) =>
      b.clusters.length - a.clusters.length ||
      (a.observer < b.observer ? -1 : 1),
  );
  for (const { observer, clusters, unnamed, ...policy } of ordered) {
    const key = policyKeyOf(policy);
    const before = placements.get(key);
    const knows = known.get(observer) ?? new Set();
    // Whoever knows no other cluster is no hub, and counts none.
    const isHub = [...knows].some(id => id !== observer);
    placements.set(key, {
      // What a hub says of the policy comes before what others do.
      ...(before && (before.isOfHub || !isHub) ? before : policy),
      isOfHub: isHub || (before?.isOfHub ?? false),
      clusters: [...new Set([...(before?.clusters ?? []), ...clusters])],
      unnamed: (before?.unnamed ?? 0) + (isHub ? unnamed : 0),
      speaksOf: new Set([
        ...(before?.speaksOf ?? []),
        ...(isHub ? knows : clusters),
      ]),
    });
  }
  return placements;
}

/** Policies that speak of no cluster by themselves: those of hubs. */
export function selectPlacedPolicies(knex: Knex): Knex.QueryBuilder {
  return knex('fact').where({ type: 'policy' }).whereNull('subject');
}

async function readPlacing(context: ReadContext): Promise<Placing[]> {
  const { knex, view } = context;
  const query = selectPlacedPolicies(knex);
  if (view?.fleet.limited.includes('clusters')) {
    void query.whereIn('observer', [...view.fleet.byId.keys()]);
  }
  const inUse = new Set<string>(
    await knex('cluster').whereNull('left_at').pluck('id'),
  );
  const ids: string[] = await query.clone().orderBy('id').pluck('id');
  const placing: Placing[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const rows: Row[] = await knex('fact')
      .whereIn('id', ids.slice(start, start + AT_ONCE))
      .orderBy('id')
      .select('observer', 'adapter', 'data');
    const found = rows.flatMap(row => {
      const fact: PolicyFact = JSON.parse(row.data);
      const placement = placementOfPolicy(fact);
      return placement ? [{ row, fact, placement }] : [];
    });
    if (found.length === 0) continue;
    const named = await readNamed(
      context,
      found.map(({ row }) => row),
    );
    for (const { row, fact, placement } of found) {
      const resolved = placement.clusters.flatMap(
        name => named.clusterOf(row.observer, name)?.id ?? [],
      );
      placing.push({
        engine: placement.engine,
        policy: placement.policy,
        observer: row.observer,
        clusters: [...new Set(resolved)].filter(id => inUse.has(id)),
        unnamed: named.tellsTotals ? placement.total - resolved.length : 0,
        severity: fact.severity,
        words: {
          ...(fact.title === undefined ? {} : { title: fact.title }),
          standards: fact.standards,
          categories: fact.categories,
          controls: fact.controls,
        },
      });
    }
  }
  return placing;
}

/** The clusters that each hub knows: itself, those that it speaks of, and those that it places on. */
async function readKnownToHubs(
  { knex }: ReadContext,
  placing: readonly Placing[],
): Promise<Map<string, Set<string>>> {
  const known = new Map<string, Set<string>>();
  for (const { observer, clusters } of placing) {
    const of = known.get(observer) ?? new Set([observer]);
    known.set(observer, of);
    for (const id of clusters) of.add(id);
  }
  const observers = [...known.keys()];
  for (let start = 0; start < observers.length; start += AT_ONCE) {
    const rows: Row[] = await hubWords(knex)
      .whereIn('observer', observers.slice(start, start + AT_ONCE))
      .whereNotNull('subject')
      .distinct('observer', 'subject');
    for (const { observer, subject } of rows) known.get(observer)?.add(subject);
  }
  return known;
}
