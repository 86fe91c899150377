import type {
  DeliveryFact,
  UnboundItem,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { stringify } from 'yaml';
import { bindableOf } from '../../derive/bindableOf';
import { readSources } from '../../derive/readSources';
import type { BindingOutcome } from '../../mapping/BindingOutcome';
import type { EntityIndex } from '../../mapping/EntityIndex';
import {
  listedLabels,
  proposeFor,
  type Proposal,
} from '../../mapping/proposals';
import { readClusterNames } from '../readClusterNames';
import { toContested, type IsReadable } from '../toBinding';
import { defined, type ReadContext, type Row } from '../types';
import type { UnboundGroup } from './readGroups';

/** Clusters that are named of each. */
const EXAMPLES = 10;

type Said = {
  group: UnboundGroup;
  row: Row;
  fact: WorkloadFact | DeliveryFact;
  outcome: BindingOutcome;
};

/**
 * Groups of things as the API shows them: one of each says what all are. What they
 * may belong to is looked up now, in the catalog as it is now.
 *
 * @param visible - the rows that may be shown; a new query for each call
 */
export async function toUnboundItems(
  context: ReadContext,
  entities: EntityIndex,
  groups: readonly UnboundGroup[],
  visible: () => Knex.QueryBuilder,
): Promise<UnboundItem[]> {
  if (groups.length === 0) return [];
  const { knex, namesOf = () => [] } = context;
  const said = await readSaid(knex, groups);
  const clusters = await readExamples(knex, groups, visible);
  const names = await readClusterNames(context, [...clusters.values()].flat());
  const sourceUrlOf = await readSources(
    knex,
    said.flatMap(({ row, fact }) =>
      fact.type === 'delivery' ? [{ observer: row.observer, fact }] : [],
    ),
  );
  const proposed = said.map(({ row, fact, outcome }) => {
    const bindable = bindableOf({ fact }, row.observer, {
      sourceUrlOf,
      namesOf,
    });
    return {
      bindable,
      proposals: proposeFor(
        bindable,
        outcome,
        namesOf(row.cluster_id),
        entities,
      ),
    };
  });
  const isReadable = await readable(context, said, proposed);
  return said.map(({ group, row, fact, outcome }, index): UnboundItem => {
    const { bindable, proposals } = proposed[index];
    return defined({
      id: idOf(group),
      type: fact.type,
      problem: row.problem,
      engine: fact.type === 'delivery' ? fact.engine : undefined,
      kind: fact.kind,
      namespace: fact.namespace,
      name: fact.name,
      place: row.namespace,
      clusters: group.clusters,
      objects: group.objects,
      examples: (clusters.get(group.key) ?? []).map(id => ({
        id,
        name: names.get(id) ?? id,
      })),
      labels: Object.entries(listedLabels(fact.labels)).map(
        ([key, value]) => `${key}=${value}`,
      ),
      images:
        fact.type === 'workload'
          ? fact.images.slice(0, 5).map(({ repository }) => repository)
          : [],
      sources: (bindable.sources ?? [])
        .slice(0, 5)
        .map(({ segments }) => segments.join('/')),
      ambiguous:
        outcome.type === 'ambiguous'
          ? outcome.candidates.filter(isReadable)
          : undefined,
      contested:
        outcome.type === 'contested'
          ? toContested(outcome, isReadable)
          : undefined,
      proposals: proposals
        .filter(({ entityRef }) => isReadable(entityRef))
        .map(proposal => toProposal(proposal, entities)),
    });
  });
}

/** A group as the outside knows it: its digest. */
export function idOf({ key }: Pick<UnboundGroup, 'key'>): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

async function readSaid(
  knex: Knex,
  groups: readonly UnboundGroup[],
): Promise<Said[]> {
  const ids = groups.map(({ id }) => id);
  const columns = [
    'unbound.id',
    'unbound.observer',
    'unbound.cluster_id',
    'unbound.namespace',
    'unbound.problem',
    'data',
    'binding',
  ];
  const rows = new Map<string, Row>();
  for (const table of ['workload', 'delivery']) {
    const found: Row[] = await knex('unbound')
      .join(table, `${table}.id`, 'unbound.id')
      .whereIn('unbound.id', ids)
      .select(columns);
    for (const row of found) rows.set(row.id, row);
  }
  return groups.flatMap(group => {
    const row = rows.get(group.id);
    // What was deleted since is no longer there.
    if (!row) return [];
    return [
      {
        group,
        row,
        fact: JSON.parse(row.data),
        outcome: row.binding ? JSON.parse(row.binding) : { type: 'unbound' },
      },
    ];
  });
}

/** The first clusters of each group, by id. */
async function readExamples(
  knex: Knex,
  groups: readonly UnboundGroup[],
  visible: () => Knex.QueryBuilder,
): Promise<Map<string, string[]>> {
  const each = visible()
    .whereIn(
      'unbound.group_key',
      groups.map(({ key }) => key),
    )
    .groupBy('unbound.group_key', 'unbound.cluster_id')
    .select(
      'unbound.group_key',
      'unbound.cluster_id',
      knex.raw(
        'row_number() over (partition by unbound.group_key order by unbound.cluster_id) as position',
      ),
    );
  const rows: { group_key: string; cluster_id: string }[] = await knex
    .from(each.as('clusters'))
    .where('position', '<=', EXAMPLES)
    .orderBy(['group_key', 'cluster_id'])
    .select('group_key', 'cluster_id');
  const found = new Map<string, string[]>();
  for (const row of rows) {
    found.set(row.group_key, [
      ...(found.get(row.group_key) ?? []),
      row.cluster_id,
    ]);
  }
  return found;
}

/** Which of the entities that are named the reader may see in the catalog. */
async function readable(
  { mayReadEntities }: ReadContext,
  said: readonly Said[],
  proposed: readonly { proposals: Proposal[] }[],
): Promise<IsReadable> {
  if (!mayReadEntities) return () => true;
  const named = new Set<string>();
  for (const { proposals } of proposed) {
    for (const { entityRef } of proposals) named.add(entityRef);
  }
  for (const { outcome } of said) {
    if (outcome.type === 'ambiguous') {
      for (const ref of outcome.candidates) named.add(ref);
    }
    if (outcome.type === 'contested') named.add(outcome.entityRef);
  }
  if (named.size === 0) return () => false;
  const refs = await mayReadEntities([...named].sort());
  return ref => refs.has(ref);
}

function toProposal(
  proposal: Proposal,
  entities: EntityIndex,
): UnboundItem['proposals'][number] {
  const entity = entities.byRef.get(proposal.entityRef);
  return defined({
    ...proposal,
    title: entity?.title,
    // Where nobody says where it is edited, it is edited where it is kept.
    editUrl: entity?.editUrl ?? entity?.sourceLocation?.replace(/^url:/i, ''),
    snippet:
      proposal.annotations.length > 0
        ? stringify({
            metadata: {
              annotations: Object.fromEntries(
                proposal.annotations.map(({ key, value }) => [key, value]),
              ),
            },
          })
        : undefined,
  });
}
