import type {
  ClusterTotals,
  FleetCoverage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Limited } from '../../permissions/Access';
import type { AttentionList } from '../attention';
import { isComplete, toFleetCoverage } from '../fleetCoverage';
import type { Row } from '../types';
import { newestMinorOf } from './newestMinor';
import { sumClusters } from './sumClusters';

/** Answers that are kept with a snapshot. */
const ANSWERS = 200;

/**
 * The fleet as of one moment: every cluster's own row, and what is summed up
 * over them. Many answers are made from one; none of them goes over the fleet
 * again.
 */
export class FleetSnapshot {
  /** What was written before this revision is in it. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  /** Clusters that a source names, by name. */
  readonly clusters: readonly Row[];
  readonly byId: ReadonlyMap<string, Row>;
  readonly newestMinor: number | undefined;
  /** Ids of clusters of which a source says not to verify who answers. */
  readonly unverified: ReadonlySet<string>;
  readonly totals: ClusterTotals;
  /** By name: those that stand behind answers completely, and those that do not. */
  readonly complete: readonly Row[];
  readonly incomplete: readonly Row[];
  readonly coverage: FleetCoverage;
  readonly attention: AttentionList;
  /** What of it is only what a reader may see. */
  readonly limited: readonly Limited[];
  readonly #answers = new Map<string, unknown>();

  constructor(options: {
    revision: number;
    takenAt: number;
    clusters: readonly Row[];
    unverified: ReadonlySet<string>;
    attention: AttentionList;
    limited?: readonly Limited[];
  }) {
    const { clusters } = options;
    this.limited = options.limited ?? [];
    this.revision = options.revision;
    this.takenAt = options.takenAt;
    this.clusters = clusters;
    this.unverified = options.unverified;
    this.attention = options.attention;
    this.byId = new Map(clusters.map(row => [row.id, row]));
    this.newestMinor = newestMinorOf(clusters);
    this.totals = sumClusters(clusters);
    this.complete = clusters.filter(isComplete);
    this.incomplete = clusters.filter(row => !isComplete(row));
    this.coverage = toFleetCoverage(clusters.length, this.incomplete);
  }

  /** Makes an answer once for all who ask the same. */
  answer<T>(key: string, make: () => T): T {
    if (this.#answers.has(key)) return this.#answers.get(key) as T;
    const answer = make();
    if (this.#answers.size >= ANSWERS) {
      // Of equal worth, all of them: the oldest goes.
      const [oldest] = this.#answers.keys();
      this.#answers.delete(oldest);
    }
    this.#answers.set(key, answer);
    return answer;
  }

  /** The same of an answer that is read: what failed is read again by whoever asks next. */
  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    return this.answer(key, () => {
      const making = make();
      making.catch(() => this.#answers.delete(key));
      return making;
    });
  }
}
