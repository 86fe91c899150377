import { useSignal } from '@backstage/plugin-signals-react';

/**
 * The static channel of Fleet's signals.
 *
 * @public
 */
export const FLEET_SIGNAL_CHANNEL = 'fleet';

/**
 * The newest revision that a signal told, and whether the portal has signals.
 *
 * @public
 */
export function useSignalRevision(): {
  revision: number | undefined;
  available: boolean;
} {
  const { lastSignal, isSignalsAvailable } = useSignal<{ revision: number }>(
    FLEET_SIGNAL_CHANNEL,
  );
  const revision = lastSignal?.revision;
  return {
    revision: typeof revision === 'number' ? revision : undefined,
    available: isSignalsAvailable,
  };
}
