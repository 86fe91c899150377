import { StoredObject } from './StoredObject';

/** What happened to one object. */
export class WatchEvent {
  #line: string | undefined;
  #metadataLine: string | undefined;

  constructor(
    readonly type: 'ADDED' | 'MODIFIED' | 'DELETED',
    readonly current: StoredObject,
    readonly previous?: StoredObject,
  ) {}

  get revision(): number {
    return this.current.revision;
  }

  /** The event as a line of a watch; the same string for all watchers. */
  get line(): string {
    this.#line ??= eventLine(this.type, this.current.json);
    return this.#line;
  }

  /** The line for watchers that asked for metadata only. */
  get metadataLine(): string {
    this.#metadataLine ??= eventLine(this.type, this.current.metadataJson);
    return this.#metadataLine;
  }
}

/** One line of a watch. */
export function eventLine(type: string, objectJson: string): string {
  return `{"type":"${type}","object":${objectJson}}\n`;
}

/**
 * The newest events of one kind. A watch can resume from `compactedRevision` or
 * later; what lies before is forgotten, and answered with 410.
 */
export class WatchHistory {
  #events: WatchEvent[] = [];

  constructor(readonly capacity: number, public compactedRevision: number) {}

  append(event: WatchEvent): void {
    this.#events.push(event);
    if (this.#events.length > this.capacity) {
      const dropped = this.#events.shift();
      if (dropped) this.compactedRevision = dropped.revision;
    }
  }

  compact(revision: number): void {
    this.#events = this.#events.filter(event => event.revision > revision);
    this.compactedRevision = Math.max(this.compactedRevision, revision);
  }

  /** Events after a revision, or undefined if some of them are forgotten. */
  after(revision: number): WatchEvent[] | undefined {
    if (revision < this.compactedRevision) return undefined;
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#events[middle].revision > revision) high = middle;
      else low = middle + 1;
    }
    return this.#events.slice(low);
  }
}
