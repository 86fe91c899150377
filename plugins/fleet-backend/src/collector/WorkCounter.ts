import type { KubernetesErrorKind } from '@fleetview/kube-watch';
import type { ListReason, RequestOutcome } from '../observability';
import type { WorkCounts } from './messages';

/** How ends of requests count; those that we ended ourselves do not. */
const OUTCOMES: Record<
  KubernetesErrorKind | 'answered',
  RequestOutcome | undefined
> = {
  answered: 'answered',
  unauthorized: 'refused',
  forbidden: 'refused',
  'not-served': 'refused',
  conflict: 'refused',
  throttled: 'throttled',
  expired: 'failed',
  invalid: 'failed',
  unreachable: 'unreachable',
  aborted: undefined,
};

/** Counts what a thread does over all its clusters, to be told now and then. */
export class WorkCounter {
  #counts = nothingDone();
  #isAny = false;

  requestEnded(how: KubernetesErrorKind | 'answered'): void {
    const outcome = OUTCOMES[how];
    if (outcome) this.#add(this.#counts.requests, outcome);
  }

  listBegan(reason: ListReason): void {
    this.#add(this.#counts.lists, reason);
  }

  objectsRead(read: { parsed: number; skipped: number }): void {
    this.#counts.objects.parsed += read.parsed;
    this.#counts.objects.skipped += read.skipped;
    this.#isAny = true;
  }

  /** What was done since this was last asked; nothing where that is nothing. */
  take(): WorkCounts | undefined {
    if (!this.#isAny) return undefined;
    const counts = this.#counts;
    this.#counts = nothingDone();
    this.#isAny = false;
    return counts;
  }

  #add<K extends string>(counts: Partial<Record<K, number>>, key: K): void {
    counts[key] = (counts[key] ?? 0) + 1;
    this.#isAny = true;
  }
}

function nothingDone(): WorkCounts {
  return { requests: {}, lists: {}, objects: { parsed: 0, skipped: 0 } };
}
