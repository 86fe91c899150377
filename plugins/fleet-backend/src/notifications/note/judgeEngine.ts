import {
  isCoverageCurrent,
  type CoverageState,
} from '@fleetview/backstage-plugin-fleet-common';

/** How a policy engine of a cluster is seen. */
export type EngineState = 'running' | 'gone' | 'unreadable';

/** Coverage of one kind of an engine. Times are milliseconds since 1970. */
export type EngineKind = {
  state: CoverageState;
  since: number;
  confirmedAt?: number;
  freshnessMs?: number;
  objects: number;
  reason?: string;
};

/** What is gone for so short a time may be on its way back: an upgrade replaces its kinds. */
const GONE_MS = 10 * 60_000;
/** What cannot be read for so short a time is a hiccup. */
const UNREADABLE_MS = 15 * 60_000;

const UNREADABLE: readonly CoverageState[] = [
  'forbidden',
  'unauthorized',
  'invalid',
  'unreachable',
  'quarantined',
];

/**
 * How an engine is seen on a cluster that answers. It runs where one of its kinds is
 * current and has objects; it is gone where the cluster was asked for its kinds and serves
 * none; it is unreadable where some are not to be read and none is current. Else nobody
 * can tell: nothing has changed.
 */
export function judgeEngine(
  kinds: readonly EngineKind[],
  now: number,
): { state: EngineState; reason?: string } | undefined {
  const asked = kinds.filter(({ state }) => state !== 'not-asked');
  if (asked.length === 0) return undefined;
  const isCurrent = ({ state, confirmedAt, freshnessMs }: EngineKind) =>
    isCoverageCurrent({
      state,
      confirmedAgeMs:
        confirmedAt === undefined ? undefined : Math.max(0, now - confirmedAt),
      ...(freshnessMs === undefined ? {} : { freshnessLimitMs: freshnessMs }),
    });
  const current = asked.filter(isCurrent);
  if (current.length > 0) {
    // Kinds that are served and empty say that it could run, not that it does.
    return current.some(({ objects }) => objects > 0)
      ? { state: 'running' }
      : undefined;
  }
  const served = asked.filter(({ state }) => state !== 'not-served');
  if (served.length === 0) {
    return asked.every(({ since }) => now - since >= GONE_MS)
      ? { state: 'gone' }
      : undefined;
  }
  const isLost = served.every(
    ({ state, since }) =>
      UNREADABLE.includes(state) && now - since >= UNREADABLE_MS,
  );
  if (!isLost) return undefined;
  const reason = served.find(each => each.reason)?.reason;
  return { state: 'unreadable', ...(reason ? { reason } : {}) };
}
