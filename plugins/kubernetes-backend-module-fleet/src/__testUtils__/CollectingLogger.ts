import type {
  LoggerService,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { inspect } from 'node:util';

/** Keeps every line of a portal's log, with all that stands in its fields and errors. */
export class CollectingLogger implements RootLoggerService {
  readonly lines: string[];

  constructor(lines: string[] = []) {
    this.lines = lines;
  }

  error(...line: unknown[]): void {
    this.#keep('error', line);
  }

  warn(...line: unknown[]): void {
    this.#keep('warn', line);
  }

  info(...line: unknown[]): void {
    this.#keep('info', line);
  }

  debug(...line: unknown[]): void {
    this.#keep('debug', line);
  }

  child(): LoggerService {
    return new CollectingLogger(this.lines);
  }

  addRedactions(): void {}

  #keep(level: string, line: unknown[]): void {
    this.lines.push(
      `${level}: ${line
        .map(part => inspect(part, { depth: 10, maxStringLength: null }))
        .join(' ')}`,
    );
  }
}
