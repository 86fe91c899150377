import { ResponseSink } from '../api/ResponseSink';
import { uidFor } from '../random';
import { FaultSet } from './FaultSet';

/** What is held back for its neighbour goes out alone after so long. */
const HELD_MS = 50;

/** What faults do to the lines of one watch. */
export class WatchDistortion {
  readonly #faults: FaultSet;
  readonly #resource: string;
  readonly #sink: ResponseSink;
  #held: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(faults: FaultSet, resource: string, sink: ResponseSink) {
    this.#faults = faults;
    this.#resource = resource;
    this.#sink = sink;
    sink.onClose(() => clearTimeout(this.#timer));
  }

  /** Sends one line, its line break included, as the faults have it. */
  write(line: string): void {
    const target = { resource: this.#resource };
    switch (this.#faults.meet('events', target)?.form) {
      case 'duplicate':
        this.#frame(line);
        this.#frame(line);
        return;
      case 'unknown-delete':
        this.#frame(endOfNobody(line));
        this.#frame(line);
        return;
      case 'reorder':
        this.#reorder(line);
        return;
      default:
        this.#frame(line);
    }
  }

  /** Sends what is held back. */
  flush(): void {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.#sink.write(held);
  }

  #reorder(line: string): void {
    const held = this.#held;
    if (held === undefined) {
      this.#hold(line);
    } else if (uidOf(held) === uidOf(line)) {
      // Of one object the order stays: nobody could tell which is newer.
      this.flush();
      this.#hold(line);
    } else {
      this.#held = undefined;
      clearTimeout(this.#timer);
      this.#sink.write(`${line}${held}`);
    }
  }

  #frame(line: string): void {
    switch (this.#faults.meet('lines', { resource: this.#resource })?.form) {
      case 'crlf':
        this.#sink.write(line.replace(/\n$/, '\r\n'));
        return;
      case 'bom':
        this.#sink.write(`\ufeff${line}`);
        return;
      case 'joined': {
        const held = this.#held;
        if (held === undefined) {
          this.#hold(line);
          return;
        }
        this.#held = undefined;
        clearTimeout(this.#timer);
        this.#sink.write(`${held.trimEnd()}${line}`);
        return;
      }
      case 'truncated':
        this.#sink.write(line.slice(0, Math.floor(line.length / 2)));
        this.#sink.end();
        return;
      default:
        this.flush();
        this.#sink.write(line);
    }
  }

  #hold(line: string): void {
    this.#held = line;
    this.#timer = setTimeout(() => this.flush(), HELD_MS);
    this.#timer.unref();
  }
}

function uidOf(line: string): string | undefined {
  return /"uid":"([^"]+)"/.exec(line)?.[1];
}

function endOfNobody(line: string): string {
  const event = JSON.parse(line);
  const { metadata } = event.object;
  return `${JSON.stringify({
    type: 'DELETED',
    object: {
      ...event.object,
      metadata: {
        ...metadata,
        name: `${metadata.name}-that-never-was`,
        uid: uidFor('nobody', metadata.uid),
      },
    },
  })}\n`;
}
