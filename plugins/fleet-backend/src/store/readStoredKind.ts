import type { Knex } from 'knex';
import { WHOLE_CLUSTER } from '../coverage/scopes';
import type { StoredKind, WatchKey } from '../collector/messages';

/** Where reading of a kind may go on, if the same code that made its facts goes on. */
export async function readStoredKind(options: {
  knex: Knex;
  observer: string;
  key: WatchKey;
  /** Of the code that asks. */
  fingerprint: string;
}): Promise<StoredKind> {
  const { knex, observer, key, fingerprint } = options;
  const row = await knex('coverage')
    .where({
      cluster_id: observer,
      adapter: key.adapter,
      api_group: key.group,
      kind: key.kind,
      scope: key.scope ?? WHOLE_CLUSTER,
    })
    .first('resource_version', 'fingerprint', 'objects');
  return toStoredKind(row, fingerprint);
}

/** Where reading may go on by what a row of the table `coverage` says; nowhere without one. */
export function toStoredKind(
  row:
    | {
        resource_version: string | null;
        fingerprint: string | null;
        objects: number;
      }
    | undefined,
  fingerprint: string,
): StoredKind {
  if (!row) return { isSameMapping: false };
  return {
    isSameMapping: row.fingerprint === fingerprint,
    ...(row.resource_version
      ? {
          checkpoint: {
            resourceVersion: row.resource_version,
            objects: row.objects,
          },
        }
      : {}),
  };
}
