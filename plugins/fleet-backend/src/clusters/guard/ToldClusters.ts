import type {
  ClusterConnection,
  ClusterOrigin,
  ClusterRecord,
} from '@fleetview/backstage-plugin-fleet-node';

/** What a source of clusters that reads hubs gets to know of them. */
export interface HubConnections {
  /**
   * @param name - `source/name`, or the name alone of a cluster that the operator named: whoever may write entities or a
   *   hub's objects shall not pass a cluster off as a hub
   */
  find(name: string): FoundHub;
  /** Calls when any cluster may be reached otherwise than before. */
  onChanged(listener: () => void): () => void;
}

export type FoundHub =
  | {
      outcome: 'found';
      /** Which record it is; the same name may come from several sources. */
      record: { source: string; name: string };
      connection: ClusterConnection;
      origin: ClusterOrigin | undefined;
    }
  | { outcome: 'missing'; reason: string };

/** Remembers what sources told, so that hubs can be read over the connections of their own records. */
export class ToldClusters implements HubConnections {
  readonly #records = new Map<string, ClusterRecord[]>();
  readonly #listeners = new Set<() => void>();

  tell(source: string, records: ClusterRecord[]): void {
    const before = JSON.stringify(this.#records.get(source));
    this.#records.set(source, records);
    if (JSON.stringify(records) === before) return;
    for (const listener of this.#listeners) listener();
  }

  find(name: string): FoundHub {
    const found = [...this.#records].flatMap(([source, records]) =>
      records
        .filter(
          record =>
            `${source}/${record.name}` === name ||
            (record.name === name && record.origin === 'operator'),
        )
        .map(record => ({ source, ...record })),
    );
    if (found.length === 0) {
      return {
        outcome: 'missing',
        reason:
          'is the name of no cluster that the operator has named; write source/name for one of the catalog or of another hub',
      };
    }
    if (found.length > 1) {
      return {
        outcome: 'missing',
        reason: `is the name of ${found.length} clusters; write source/name`,
      };
    }
    const [{ source, name: called, access, origin }] = found;
    return access.type === 'direct'
      ? {
          outcome: 'found',
          record: { source, name: called },
          connection: access.connection,
          origin,
        }
      : {
          outcome: 'missing',
          reason: `is a cluster that is not asked: ${access.reason}`,
        };
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
