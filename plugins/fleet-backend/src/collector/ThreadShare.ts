import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import { ByteBudget, systemClock, type Clock } from '@fleetview/kube-watch';
import { Admission } from './Admission';
import { WorkCounter } from './WorkCounter';

/** So many clusters of a thread are connected to at once. */
const CONNECTING = 32;
/** What answers does so within this; what does not makes room. */
const CONNECTING_MS = 3_000;
/**
 * What failed before is tried again apart from what did not, in so many places
 * and those that are free there: hundreds of dead clusters hold up nobody's first
 * connection, and one of them that is well again comes to its turn soon.
 */
const RETRYING = 16;
/** So many lists of a thread are under way at once. */
const LISTS = 32;
const LIST_MS = 10_000;
/** So many objects that are not well are followed up at once, over all clusters of a thread. */
const FOLLOW_UPS = 8;
const FOLLOW_UP_MS = 15_000;
/** What all answers under way of a thread may hold together. */
const ANSWER_BYTES = 64 * 1024 * 1024;

/** What all collectors of a thread have together, so that no cluster takes more than its part, and what they did. */
export class ThreadShare {
  readonly connecting: Admission;
  readonly retrying: Admission;
  readonly lists: Admission;
  readonly followUps: Admission;
  readonly bytes: ByteBudget;
  readonly work = new WorkCounter();
  /** The rows of the price sheet that people write, as they were told last. */
  prices: readonly PriceRow[] = [];

  constructor(options: { clock?: Clock; connecting?: number } = {}) {
    const { clock = systemClock, connecting = CONNECTING } = options;
    this.connecting = new Admission({
      places: connecting,
      holdMs: CONNECTING_MS,
      clock,
    });
    this.retrying = new Admission({
      places: RETRYING,
      holdMs: CONNECTING_MS,
      clock,
      lender: this.connecting,
    });
    this.bytes = new ByteBudget({ bytes: ANSWER_BYTES, clock });
    this.lists = new Admission({ places: LISTS, holdMs: LIST_MS, clock });
    this.followUps = new Admission({
      places: FOLLOW_UPS,
      holdMs: FOLLOW_UP_MS,
      clock,
    });
  }
}
