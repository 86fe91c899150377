import { WatchConnection } from './WatchConnection';

/** The open watches of one cluster. */
export class WatchHub {
  readonly #connections = new Set<WatchConnection>();
  #timer: NodeJS.Timeout | undefined;

  get size(): number {
    return this.#connections.size;
  }

  add(connection: WatchConnection): () => void {
    this.#connections.add(connection);
    return () => this.#connections.delete(connection);
  }

  /** Sends bookmarks at an interval until `stop`. */
  start(bookmarkIntervalMs: number): void {
    this.stop();
    this.#timer = setInterval(() => this.sendBookmarks(), bookmarkIntervalMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Sends a bookmark to every watch that allows them. */
  sendBookmarks(): void {
    for (const connection of this.#connections) connection.bookmark();
  }

  /** Makes watches silent or lets them speak. */
  setSilent(isSilent: (resource: string) => boolean): void {
    for (const connection of [...this.#connections]) {
      connection.setSilent(isSilent(connection.resource));
    }
  }

  /** Writes text that is no event into the watches of the chosen resources. */
  writeRaw(text: string, isMeant: (resource: string) => boolean): void {
    for (const connection of this.#connections) {
      if (isMeant(connection.resource)) connection.writeRaw(text);
    }
  }

  /** Ends watches as servers do when the time is up; all of them unless chosen. */
  endAll(isMeant: (resource: string) => boolean = () => true): void {
    for (const connection of [...this.#connections]) {
      if (isMeant(connection.resource)) connection.end();
    }
  }
}
