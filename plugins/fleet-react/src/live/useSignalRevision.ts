import { useSignal } from '@backstage/plugin-signals-react';

/**
 * The static channel of Fleet's signals.
 *
 * @public
 */
export const FLEET_SIGNAL_CHANNEL = 'fleet';

/**
 * The newest revision that a signal told; `undefined` before the first, and
 * for ever where the portal has no signals.
 *
 * @public
 */
export function useSignalRevision(): number | undefined {
  const { lastSignal } = useSignal<{ revision: number }>(FLEET_SIGNAL_CHANNEL);
  const revision: unknown = lastSignal?.revision;
  return typeof revision === 'number' ? revision : undefined;
}
