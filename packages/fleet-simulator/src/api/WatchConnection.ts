import { FaultSet } from '../faults/FaultSet';
import { WatchDistortion } from '../faults/WatchDistortion';
import { ObjectStore } from '../store/ObjectStore';
import { StoredObject } from '../store/StoredObject';
import { eventLine, WatchEvent } from '../store/WatchHistory';
import { Representation } from './accept';
import { ResponseSink } from './ResponseSink';
import { apiVersionOf, ResourceType } from './resourceTypes';
import { ObjectFilter } from './selectors';
import { ApiError, tooOldResourceVersion } from './status';

/** What a watch was opened with. */
export type WatchOptions = {
  type: ResourceType;
  store: ObjectStore;
  sink: ResponseSink;
  faults: FaultSet;
  representation: Representation;
  filter?: ObjectFilter;
  /** The client has seen everything up to here. */
  revision: number;
  allowBookmarks: boolean;
};

/** One open watch. It follows the store's history, at its own pace if it must. */
export class WatchConnection {
  readonly #options: WatchOptions;
  readonly #unsubscribe: () => void;
  readonly #distortion: WatchDistortion;
  #revision: number;
  #isSilent = false;
  #begin: (() => void) | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#revision = options.revision;
    this.#distortion = new WatchDistortion(
      options.faults,
      options.type.plural,
      options.sink,
    );
    this.#unsubscribe = options.store.subscribe(options.type, event => {
      if (!this.#isSilent) this.#deliver(event);
    });
    options.sink.onClose(this.#unsubscribe);
  }

  get resource(): string {
    return this.#options.type.plural;
  }

  /** Sends what happened since the client's revision. */
  catchUp(): void {
    const { store, type } = this.#options;
    const history = store.history(type);
    const missed = history.after(this.#revision);
    if (!missed) {
      this.fail(
        tooOldResourceVersion(this.#revision, history.compactedRevision),
      );
      return;
    }
    for (const event of missed) this.#deliver(event);
  }

  /** Sends the present objects as if they had just been added. */
  sendInitial(items: readonly StoredObject[]): void {
    for (const stored of items) {
      this.#options.sink.write(
        eventLine(
          'ADDED',
          this.#options.representation === 'metadata'
            ? stored.metadataJson
            : stored.json,
        ),
      );
    }
  }

  /** Tells the client how far it has come; silent watches tell nothing. */
  bookmark(annotations?: Record<string, string>): void {
    if (this.#isSilent) return;
    if (!this.#options.allowBookmarks && !annotations) return;
    this.#distortion.flush();
    const { store, type, representation } = this.#options;
    this.#revision = Math.max(this.#revision, store.revision);
    const [kind, apiVersion] =
      representation === 'metadata'
        ? ['PartialObjectMetadata', 'meta.k8s.io/v1']
        : [type.kind, apiVersionOf(type)];
    this.#options.sink.write(
      eventLine(
        'BOOKMARK',
        JSON.stringify({
          kind,
          apiVersion,
          metadata: {
            resourceVersion: String(this.#revision),
            creationTimestamp: null,
            ...(annotations && { annotations }),
          },
        }),
      ),
    );
  }

  /** Goes silent, or speaks again and tells what was missed. */
  setSilent(isSilent: boolean): void {
    const wasSilent = this.#isSilent;
    this.#isSilent = isSilent;
    if (!wasSilent || isSilent) return;
    const begin = this.#begin;
    this.#begin = undefined;
    if (begin) begin();
    else this.catchUp();
  }

  /** Is silent from the start; `begin` says what it has to say first, once it speaks. */
  beginSilent(begin: () => void): void {
    this.#isSilent = true;
    this.#begin = begin;
  }

  /** Writes something that is no event. */
  writeRaw(text: string): void {
    this.#options.sink.write(text);
  }

  /** Ends with an ERROR event inside the answer that was begun with 200. */
  fail(error: ApiError): void {
    this.#options.sink.write(eventLine('ERROR', JSON.stringify(error.status)));
    this.end();
  }

  /** Ends as servers do when the time is up. */
  end(): void {
    this.#unsubscribe();
    this.#distortion.flush();
    this.#options.sink.end();
  }

  /** Breaks off. */
  destroy(): void {
    this.#unsubscribe();
    this.#options.sink.destroy();
  }

  #deliver(event: WatchEvent): void {
    if (event.revision <= this.#revision) return;
    this.#revision = event.revision;
    const line = this.#lineFor(event);
    if (line) this.#distortion.write(line);
  }

  #lineFor(event: WatchEvent): string | undefined {
    const { filter, representation } = this.#options;
    const isMetadata = representation === 'metadata';
    const whole = isMetadata ? event.metadataLine : event.line;
    if (!filter) return whole;
    const isSelected = filter(event.current.object);
    const wasSelected =
      event.previous !== undefined && filter(event.previous.object);
    if (event.type === 'DELETED') return wasSelected ? whole : undefined;
    const json = isMetadata ? event.current.metadataJson : event.current.json;
    if (isSelected && wasSelected) return whole;
    if (isSelected) return eventLine('ADDED', json);
    if (!wasSelected || !event.previous) return undefined;
    // The client is told of the object as it knew it, at the present revision.
    const { object } = event.previous;
    const last = new StoredObject(
      event.current.type,
      {
        ...object,
        metadata: {
          ...object.metadata,
          resourceVersion: String(event.revision),
        },
      },
      event.revision,
    );
    return eventLine('DELETED', isMetadata ? last.metadataJson : last.json);
  }
}
