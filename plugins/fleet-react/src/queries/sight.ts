import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';

/**
 * What a reader sees of an answer: one of four sights; "empty" and "partial"
 * are within the answer.
 *
 * - `loading`: nothing yet
 * - `forbidden`: the reader may not
 * - `failed`: nothing came, and nothing came before
 * - `ready`: an answer; with `failure` it is an old one, and asking again failed
 *
 * @public
 */
export type Sight<T> =
  | { kind: 'loading' }
  | { kind: 'forbidden'; message: string }
  | { kind: 'failed'; failure: Failure; retry: () => void }
  | {
      kind: 'ready';
      data: T;
      /** True while the rows of other filters stand in for those asked for. */
      updating: boolean;
      failure?: Failure;
      /** When the answer came, milliseconds since 1970 by the browser. */
      answeredAt: number;
      retry: () => void;
    };

/**
 * Why there is no answer, in words.
 *
 * @public
 */
export interface Failure {
  message: string;
  /** The HTTP status; absent where there was no answer at all. */
  status?: number;
}

/**
 * The state of a query, as far as the sight needs it.
 *
 * @public
 */
export interface QueryState<T> {
  data: T | undefined;
  error: unknown;
  isPlaceholderData: boolean;
  dataUpdatedAt: number;
  refetch: () => unknown;
}

/**
 * The sight of a query.
 *
 * Old data stays while asking again fails, and is marked; but what a reader
 * may no longer see is taken away at once.
 *
 * @public
 */
export function sightOf<T>(query: QueryState<T>): Sight<T> {
  const { data, error } = query;
  const retry = () => {
    query.refetch();
  };
  if (error && statusOf(error) === 403) {
    return { kind: 'forbidden', message: messageOf(error) };
  }
  const failure = error
    ? { message: messageOf(error), status: statusOf(error) }
    : undefined;
  if (data !== undefined) {
    return {
      kind: 'ready',
      data,
      updating: query.isPlaceholderData,
      failure,
      answeredAt: query.dataUpdatedAt,
      retry,
    };
  }
  if (failure) return { kind: 'failed', failure, retry };
  return { kind: 'loading' };
}

/**
 * Whether a failed question is worth asking again at once: not what the server
 * has decided.
 *
 * @public
 */
export function isWorthRetrying(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status >= 500 || status === 429;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof FleetResponseError ? error.status : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
