import type { Knex } from 'knex';
import type { ClusterIdentity } from './ClusterIndex';
import type { MemberRecord } from './members';

/** A cluster that became part of another. */
export type ClusterAlias = {
  id: string;
  /** Where its id leads. */
  clusterId: string;
  /** What it was merged into itself; that may have been merged again. */
  mergedInto: string;
  reason: string;
};

/** A cluster as the database has it. */
export type StoredIdentity = ClusterIdentity & {
  title?: string;
  left: boolean;
  /** Milliseconds since 1970. */
  createdAt: number;
};

/** What all replicas together know of clusters. */
export type StoredRegistry = {
  identities: Map<string, StoredIdentity>;
  members: MemberRecord[];
  aliases: Map<string, ClusterAlias>;
  /** Pairs of ids that are two clusters, the lesser first, with `/` between. */
  splits: Set<string>;
};

/** Reads what is known of clusters. */
export async function readRegistry(options: {
  knex: Knex;
}): Promise<StoredRegistry> {
  const { knex } = options;
  const clusters = await knex('cluster').select(
    'id',
    'name',
    'title',
    'uid',
    'api_server_key',
    'left_at',
    'created_at',
  );
  const records = await knex('cluster_record')
    .select(
      'source_id',
      'source_title',
      'name',
      'cluster_id',
      'home_id',
      'server',
      'tls_verified',
      'operator_named',
      'present',
    )
    .orderBy('id');
  const aliases = await knex('cluster_alias').select();
  const splits = await knex('cluster_split').select('first_id', 'second_id');
  return {
    identities: new Map(
      clusters.map(row => [
        row.id,
        {
          name: row.name,
          uid: row.uid ?? undefined,
          apiServerKey: row.api_server_key ?? undefined,
          title: row.title ?? undefined,
          left: row.left_at !== null,
          createdAt: Number(row.created_at),
        },
      ]),
    ),
    members: records.map(row => ({
      source: row.source_id,
      name: row.name,
      clusterId: row.cluster_id,
      homeId: row.home_id ?? row.cluster_id,
      present: Boolean(row.present),
      stored: {
        source_title: row.source_title,
        server: row.server,
        tls_verified: Boolean(row.tls_verified),
        operator_named:
          row.operator_named === null ? null : Boolean(row.operator_named),
        present: Boolean(row.present),
      },
    })),
    aliases: new Map(
      aliases.map(row => [
        row.id,
        {
          id: row.id,
          clusterId: row.cluster_id,
          mergedInto: row.merged_into ?? row.cluster_id,
          reason: row.reason,
        },
      ]),
    ),
    splits: new Set(
      splits.map(({ first_id, second_id }) => pairOf(first_id, second_id)),
    ),
  };
}

/** Tells pairs of clusters apart, whichever is named first. */
export function pairOf(a: string, b: string): string {
  return a < b ? `${a}/${b}` : `${b}/${a}`;
}
