import { kindId } from '../coverage/kindId';
import type { CollectorReport } from './messages';

/**
 * Whether the reading of a cluster is under way, by what its collector has told:
 * it is being connected to, or some of its kinds are not read completely. When a
 * thread ends, it is more likely because of such a cluster than of one that
 * merely waits for changes.
 */
export class ReadingProgress {
  readonly #known = new Set<string>();
  readonly #underWay = new Set<string>();
  #isConnecting = true;
  #hasFailed: boolean;

  /** @param hasFailed - the last time that it was tried, before this */
  constructor(hasFailed = false) {
    this.#hasFailed = hasFailed;
  }

  /** Whether it could not be connected to when it was last tried. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  get isUnderWay(): boolean {
    return this.#isConnecting || this.#underWay.size > 0;
  }

  heard(report: CollectorReport): void {
    switch (report.type) {
      case 'connection':
        this.#hasFailed = report.state !== 'connected';
        this.#isConnecting = false;
        break;
      case 'waiting':
        this.#isConnecting = false;
        break;
      case 'discovered':
        for (const { version, state, ...key } of report.watches) {
          const id = kindId(key);
          if (state) {
            this.#known.add(id);
            this.#underWay.delete(id);
          }
          if (!version || this.#known.has(id)) continue;
          this.#known.add(id);
          this.#underWay.add(id);
        }
        break;
      case 'coverage': {
        const id = kindId(report.key);
        this.#known.add(id);
        if (report.state === 'listing') this.#underWay.add(id);
        else this.#underWay.delete(id);
        break;
      }
      default:
    }
  }
}
