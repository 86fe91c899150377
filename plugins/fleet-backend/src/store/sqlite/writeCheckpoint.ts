import { WHOLE_CLUSTER } from '../../coverage/scopes';
import type { WriteBatch } from '../WriteBatch';
import type { SqliteHandle } from './SqliteHandle';

/** Keeps how far a kind is stored, in the transaction that stores it. */
export function writeCheckpoint(
  handle: SqliteHandle,
  batch: WriteBatch,
  now: number,
): void {
  const { observer, key, version, objects = 0, checkpoint } = batch;
  if (!checkpoint) return;
  handle
    .prepare(
      `insert into coverage (cluster_id, adapter, api_group, kind, scope, api_version,
        state, since, objects, resource_version, fingerprint)
      values (?, ?, ?, ?, ?, ?, 'listing', ?, ?, ?, ?)
      on conflict (cluster_id, adapter, api_group, kind, scope) do update set
        objects = excluded.objects,
        resource_version = excluded.resource_version,
        fingerprint = excluded.fingerprint`,
    )
    .run(
      observer,
      key.adapter,
      key.group,
      key.kind,
      key.scope ?? WHOLE_CLUSTER,
      version,
      now,
      objects,
      checkpoint.resourceVersion,
      checkpoint.fingerprint,
    );
}
