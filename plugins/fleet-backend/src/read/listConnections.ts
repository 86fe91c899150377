import type {
  Connection,
  ConnectionPage,
  PageQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  isOperatorNamed,
  type MemberRecord,
} from '../clusters/registry/members';
import { resolveAttributes } from '../derive/resolveAttributes';
import type { FleetEngine } from '../FleetEngine';
import { toAccess } from './connectionAccess';
import { keysetPage } from './keysetPage';
import { defined, toTime, type ReadContext, type Row } from './types';

/**
 * What other back ends need to name and to reach clusters: those in use, and
 * those that were removed. Everything that is said of a connection is picked by
 * name; a credential is never among it.
 */
export async function listConnections(
  { knex, cursorKey }: ReadContext,
  engine: Pick<FleetEngine, 'registry' | 'sourceStates'>,
  { cursor, limit }: PageQuery,
): Promise<ConnectionPage> {
  // Before the rows are read: what is complete now is in them.
  const sources = engine.sourceStates.list();
  // What is merged into another is that one: its id is an alias.
  const query = knex('cluster').whereNotIn(
    'id',
    knex('cluster_alias').select('id'),
  );
  const { rows, nextCursor } = await keysetPage({
    knex,
    queries: [query],
    sort: 'connections',
    expression: 'id',
    cursor,
    cursorKey,
    limit,
  });
  const ids = rows.map(({ id }) => id);
  const aliases: Row[] = await knex('cluster_alias')
    .whereIn('cluster_id', ids)
    .orderBy(['created_at', 'id'])
    .select('id', 'cluster_id');
  const left: Row[] = await knex('cluster_record')
    .whereIn('cluster_id', ids)
    .whereNotNull('left_at')
    .select('source_id', 'name', 'left_at');
  const leftAt = new Map(
    left.map(row => [`${row.source_id}\n${row.name}`, toTime(row.left_at)]),
  );
  const members = membersOf(engine.registry.records(), new Set(ids));
  const names = engine.registry.names();
  return defined({
    items: rows.map(row =>
      toConnection(row, {
        aliases: aliases
          .filter(({ cluster_id }) => cluster_id === row.id)
          .map(({ id }) => id),
        members: members.get(row.id) ?? [],
        name: names.get(row.id) ?? row.name,
        leftAt: member => leftAt.get(`${member.source}\n${member.name}`),
      }),
    ),
    sources,
    complete: sources.every(({ complete }) => complete),
    nextCursor,
  });
}

function membersOf(
  records: MemberRecord[],
  ids: ReadonlySet<string>,
): Map<string, MemberRecord[]> {
  const members = new Map<string, MemberRecord[]>();
  for (const member of records) {
    if (!ids.has(member.clusterId)) continue;
    const known = members.get(member.clusterId);
    if (known) known.push(member);
    else members.set(member.clusterId, [member]);
  }
  return members;
}

function toConnection(
  row: Row,
  known: {
    aliases: string[];
    members: MemberRecord[];
    name: string;
    leftAt: (member: MemberRecord) => string | undefined;
  },
): Connection {
  const { members } = known;
  const present = members.filter(member => member.present);
  const isRemoved = row.left_at !== null;
  return defined({
    id: row.id,
    aliases: known.aliases,
    name: known.name,
    names: members.map(member => toName(member, known.leftAt(member))),
    title: titleOf(present) ?? row.title ?? undefined,
    uid: row.uid ?? undefined,
    lifecycle: isRemoved ? ('removed' as const) : ('in-use' as const),
    removedAt: toTime(row.left_at),
    reachability: defined({
      state: row.reachability,
      since: toTime(row.reachability_since) as string,
      reason: row.reachability_reason ?? undefined,
      lastSeenAt: toTime(row.last_seen_at),
    }),
    ...toAccess(isRemoved ? [] : present),
    sources: [...new Set(present.map(({ source }) => source))],
    attributes: row.attributes
      ? JSON.parse(row.attributes)
      : resolveAttributes({ configured: {}, nodes: [] }),
  });
}

/** What its records call it now, the operator's before others': what is kept may be of one that is left. */
function titleOf(present: MemberRecord[]): string | undefined {
  const titled = present.filter(({ record }) => record?.title);
  return (titled.find(isOperatorNamed) ?? titled[0])?.record?.title;
}

function toName(
  member: MemberRecord,
  leftAt: string | undefined,
): Connection['names'][number] {
  const { record, stored } = member;
  const givenBy = record?.hub ? 'hub' : record?.origin;
  return defined({
    name: member.name,
    source: member.source,
    sourceTitle: stored?.source_title ?? member.source,
    givenBy: givenBy ?? (stored?.operator_named ? 'operator' : 'unknown'),
    present: member.present,
    leftAt: member.present ? undefined : leftAt,
  });
}
