import type { Knex } from 'knex';
import { WHOLE_CLUSTER } from '../../coverage/scopes';
import type { WriteBatch } from '../WriteBatch';
import { joinColumn, unnestColumns } from './columnArrays';

/**
 * Keeps how far each kind is stored, in the transaction that stores it. Kinds in
 * one order, so that two writers never wait for each other.
 */
export async function writeCheckpoints(options: {
  trx: Knex.Transaction;
  batches: WriteBatch[];
  now: number;
}): Promise<void> {
  const { trx, now } = options;
  const batches = [...options.batches].sort((a, b) =>
    orderOf(a) < orderOf(b) ? -1 : 1,
  );
  const { from, where } = unnestColumns('incoming', [
    'cluster_id',
    'adapter',
    'api_group',
    'kind',
    'scope',
    'api_version',
    'objects',
    'resource_version',
    'fingerprint',
  ]);
  await trx.raw(
    `insert into coverage (cluster_id, adapter, api_group, kind, scope, api_version,
      state, since, objects, resource_version, fingerprint)
    select incoming.cluster_id, incoming.adapter, incoming.api_group, incoming.kind,
      incoming.scope, incoming.api_version, 'listing', ?::bigint, incoming.objects::integer,
      incoming.resource_version, incoming.fingerprint
    from ${from} where ${where}
    on conflict (cluster_id, adapter, api_group, kind, scope) do update set
      objects = excluded.objects,
      resource_version = excluded.resource_version,
      fingerprint = excluded.fingerprint`,
    [
      now,
      joinColumn(batches.map(({ observer }) => observer)),
      joinColumn(batches.map(({ key }) => key.adapter)),
      joinColumn(batches.map(({ key }) => key.group)),
      joinColumn(batches.map(({ key }) => key.kind)),
      joinColumn(batches.map(({ key }) => key.scope ?? WHOLE_CLUSTER)),
      joinColumn(batches.map(({ version }) => version)),
      joinColumn(batches.map(({ objects }) => objects ?? 0)),
      joinColumn(batches.map(({ checkpoint }) => checkpoint?.resourceVersion)),
      joinColumn(batches.map(({ checkpoint }) => checkpoint?.fingerprint)),
    ],
  );
}

function orderOf({ observer, key }: WriteBatch): string {
  return `${observer}/${key.adapter}/${key.group}/${key.kind}/${
    key.scope ?? WHOLE_CLUSTER
  }`;
}
