/**
 * How a page keeps up with the fleet.
 *
 * - `live`: told by the server of every change
 * - `polling`: asks every ten seconds, because nobody tells it
 * - `reconnecting`: the last question was not answered
 * - `paused`: the tab is hidden, and nobody looks
 *
 * @public
 */
export type LiveMode = 'live' | 'polling' | 'reconnecting' | 'paused';

/**
 * What is known of the way in which news arrives.
 *
 * @public
 */
export interface LiveState {
  /** Whether signals were heard, and none is known to have been missed. */
  told: boolean;
  /** A revision that asking brought, and no signal has confirmed yet. */
  untold?: number;
  /** Whether the last question failed. */
  failing: boolean;
  hidden: boolean;
  /** The newest revision known. */
  revision?: number;
  /** When the server last said so, ISO 8601. */
  asOf?: string;
}

/** @public */
export type LiveEvent =
  | { type: 'signal'; revision: number }
  | { type: 'answered'; revision: number; asOf: string }
  | { type: 'failed' }
  | { type: 'hidden'; hidden: boolean };

/**
 * How long between two questions when nobody tells, in milliseconds.
 *
 * @public
 */
export const POLL_INTERVAL_MS = 10_000;

/**
 * How long between two questions that only check whether the signals still
 * come, in milliseconds.
 *
 * @public
 */
export const CHECK_INTERVAL_MS = 20_000;

/**
 * The mode that a reader is shown. It takes a signal to be called live: that
 * the portal could be told is no proof that it is.
 *
 * @public
 */
export function liveModeOf(state: LiveState): LiveMode {
  if (state.hidden) return 'paused';
  if (state.failing) return 'reconnecting';
  return state.told ? 'live' : 'polling';
}

/**
 * How long until the next question, or `undefined` while nobody looks.
 *
 * A socket that died in silence looks exactly like a quiet fleet. So a live
 * page still asks, less often, and stops calling itself live when it learns
 * something that no signal told.
 *
 * @public
 */
export function nextQuestionInMs(state: LiveState): number | undefined {
  switch (liveModeOf(state)) {
    case 'paused':
      return undefined;
    case 'live':
      return CHECK_INTERVAL_MS;
    default:
      return POLL_INTERVAL_MS;
  }
}

/**
 * What an event does to what is known. Revisions only grow.
 *
 * @public
 */
export function liveReducer(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case 'signal':
      return {
        ...state,
        told: true,
        untold:
          state.untold !== undefined && event.revision < state.untold
            ? state.untold
            : undefined,
        revision: newest(state.revision, event.revision),
      };
    case 'answered': {
      const isNews =
        state.revision !== undefined && event.revision > state.revision;
      return {
        ...state,
        failing: false,
        // An answer may overtake the signal of the same change. Only when the
        // signal has not come by the next answer was it missed.
        told: state.told && state.untold === undefined,
        untold: isNews ? event.revision : undefined,
        revision: newest(state.revision, event.revision),
        asOf: event.asOf,
      };
    }
    case 'failed':
      return { ...state, failing: true };
    case 'hidden':
      // Nothing was asked while hidden, so a jump on return proves nothing
      // against the socket: the known revision is forgotten.
      return event.hidden
        ? { ...state, hidden: true }
        : { ...state, hidden: false, untold: undefined, revision: undefined };
    default:
      return state;
  }
}

function newest(known: number | undefined, heard: number): number {
  return known === undefined ? heard : Math.max(known, heard);
}
