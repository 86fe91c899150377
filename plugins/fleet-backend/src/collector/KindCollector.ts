import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import {
  mapObject,
  type AdapterWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import type {
  KubernetesObject,
  ReflectorHandlers,
  WatchEvent,
} from '@fleetview/kube-watch';
import { hashFacts } from './hashFacts';
import type { ObjectChange } from './messages';

/** At most so many changed objects cross to the portal's thread at once. */
const BATCH_SIZE = 250;

/**
 * Turns what a reflector hands over into changes. Objects are dropped as soon as
 * they are mapped; of each only its hash stays, so that what says the same as
 * before goes no further.
 */
export class KindCollector {
  readonly #watch: AdapterWatch;
  readonly #version: string;
  readonly #sink: KindSink;
  readonly #hashes = new Map<string, string>();
  #listed = new Set<string>();

  constructor(options: {
    watch: AdapterWatch;
    version: string;
    sink: KindSink;
  }) {
    this.#watch = options.watch;
    this.#version = options.version;
    this.#sink = options.sink;
  }

  handlers(): Pick<
    ReflectorHandlers,
    'onListStart' | 'onListItems' | 'onListComplete' | 'onEvents'
  > {
    return {
      onListStart: () => {
        this.#listed = new Set();
      },
      onListItems: async items => {
        for (const item of items) this.#listed.add(item.metadata.uid);
        await this.#send(items.map(item => this.#change(item)));
      },
      onListComplete: async ({ resourceVersion }) => {
        const listed = this.#listed;
        this.#listed = new Set();
        for (const uid of this.#hashes.keys()) {
          if (!listed.has(uid)) this.#hashes.delete(uid);
        }
        await this.#sink.listComplete({ resourceVersion, uids: [...listed] });
      },
      onEvents: async (events, { resourceVersion }) => {
        await this.#send(
          events.map(event => this.#eventChange(event)),
          resourceVersion,
        );
      },
    };
  }

  #eventChange(event: WatchEvent): ObjectChange | undefined {
    if (event.type === 'DELETED') {
      this.#hashes.delete(event.object.metadata.uid);
      return { type: 'deleted', uid: event.object.metadata.uid };
    }
    return this.#change(event.object);
  }

  #change(object: KubernetesObject): ObjectChange | undefined {
    const { uid, name, namespace } = object.metadata;
    const mapped = mapObject(this.#watch, this.#version, object);
    if ('skipped' in mapped) {
      this.#hashes.delete(uid);
      return {
        type: 'skipped',
        uid,
        reason: mapped.skipped,
        example: boundedText(
          `${namespace ? `${namespace}/` : ''}${name}${
            mapped.detail ? `: ${mapped.detail}` : ''
          }`,
        ),
      };
    }
    const hash = hashFacts(mapped.facts);
    if (this.#hashes.get(uid) === hash) return undefined;
    this.#hashes.set(uid, hash);
    return { type: 'facts', uid, hash, facts: mapped.facts };
  }

  async #send(
    changes: (ObjectChange | undefined)[],
    resourceVersion?: string,
  ): Promise<void> {
    const changed = changes.filter(change => change !== undefined);
    for (let start = 0; start < changed.length; start += BATCH_SIZE) {
      const batch = changed.slice(start, start + BATCH_SIZE);
      const last = start + BATCH_SIZE >= changed.length;
      await this.#sink.batch({
        changes: batch,
        ...(last && resourceVersion ? { resourceVersion } : {}),
      });
    }
  }
}

/**
 * Where changes go. Each promise resolves once they are in the database; one
 * that rejects ends the collector, hashes and all.
 */
export interface KindSink {
  batch(batch: {
    changes: ObjectChange[];
    resourceVersion?: string;
  }): Promise<void>;
  listComplete(list: {
    resourceVersion: string;
    uids: string[];
  }): Promise<void>;
}
