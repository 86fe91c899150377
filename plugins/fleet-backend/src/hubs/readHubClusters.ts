import type { Knex } from 'knex';
import {
  toHubCluster,
  type HubCluster,
} from '../clusters/registry/HubClusters';
import type { WatchKey } from '../collector/messages';

const AT_ONCE = 500;

/** What is stored of what hubs say of clusters: of some observers, or of some objects of a kind of one. */
export async function readHubClusters(options: {
  knex: Knex;
  observers: string[];
  objects?: { key: WatchKey; uids: string[] };
}): Promise<HubCluster[]> {
  const { knex, observers, objects } = options;
  const found: HubCluster[] = [];
  const read = async (rows: Knex.QueryBuilder) => {
    for (const row of await rows
      .where({ type: 'cluster' })
      .select(
        'id',
        'observer',
        'adapter',
        'source_uid',
        'unreadable',
        'data',
      )) {
      found.push(
        toHubCluster(
          {
            id: row.id,
            observer: row.observer,
            adapter: row.adapter,
            sourceUid: row.source_uid,
            isReadable: row.unreadable === null,
          },
          JSON.parse(row.data),
        ),
      );
    }
  };
  if (objects) {
    const { key, uids } = objects;
    for (let start = 0; start < uids.length; start += AT_ONCE) {
      await read(
        knex('fact')
          .whereIn('observer', observers)
          .where({
            adapter: key.adapter,
            api_group: key.group,
            kind: key.kind,
          })
          .whereIn('source_uid', uids.slice(start, start + AT_ONCE)),
      );
    }
    return found;
  }
  for (let start = 0; start < observers.length; start += AT_ONCE) {
    await read(
      knex('fact').whereIn('observer', observers.slice(start, start + AT_ONCE)),
    );
  }
  return found;
}
