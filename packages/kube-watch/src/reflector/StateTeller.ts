import type { KubernetesError } from '../errors';
import { stateOfFailure } from './stateOfFailure';
import type { ReflectorState, ReflectorStateDetail } from '../types';

/**
 * Turns what happens into states. One failure of what was current is only an interruption: watches are cut all the time. From the
 * second in a row on, and where nothing ever succeeded, the state says what is wrong.
 */
export class StateTeller {
  readonly #tell: (state: ReflectorState, detail: ReflectorStateDetail) => void;
  #state?: ReflectorState;
  #wasCurrent = false;
  #failures = 0;

  constructor(
    tell: (state: ReflectorState, detail: ReflectorStateDetail) => void,
  ) {
    this.#tell = tell;
  }

  /** A list begins. While it fails, its failure stays the state until an answer is had. */
  listing(): void {
    if (this.#state === undefined) {
      this.#change('listing', 'listing for the first time');
    }
  }

  /** A valid page of a list is there. */
  progress(): void {
    if (this.#state !== 'listing') {
      this.#change('listing', 'listing again');
    }
  }

  /** What was current cannot be continued; nothing has failed. */
  expired(retryInMs: number): void {
    this.#change(
      'listing',
      'the history of changes was cut off, listing again',
      {
        retryInMs,
      },
    );
  }

  /** A list was complete, and whoever asked for it wants a second one before he believes it. */
  doubted(retryInMs: number): void {
    this.#change('listing', 'a second list has to confirm the first', {
      retryInMs,
    });
  }

  confirmed(): void {
    this.#failures = 0;
    this.#wasCurrent = true;
    if (this.#state !== 'current') {
      this.#change('current', 'following changes');
    }
  }

  failed(error: KubernetesError, retryInMs: number): void {
    this.#failures += 1;
    const isInterruption = this.#wasCurrent && this.#failures === 1;
    this.#change(
      isInterruption ? 'interrupted' : stateOfFailure(error.kind),
      error.reason,
      {
        ...(error.status === undefined ? {} : { status: error.status }),
        retryInMs,
      },
    );
  }

  #change(
    state: ReflectorState,
    reason: string,
    detail: Omit<ReflectorStateDetail, 'reason'> = {},
  ): void {
    this.#state = state;
    this.#tell(state, { reason, ...detail });
  }
}
