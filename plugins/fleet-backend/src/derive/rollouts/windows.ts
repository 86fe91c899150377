import type { FreezeFact } from '@fleetview/backstage-plugin-fleet-common';
import { Cron } from 'croner';
import { matcherOf } from '../../mapping/namespaceOwners';
import type { Time, WindowVerdict } from './types';

/** Longer ones are as good as always. */
const LONGEST_MS = 366 * 24 * 60 * 60_000;

/** What a window is held against. */
export type Windowed = {
  name: string;
  targetNamespace?: string;
  /** What the hub calls the cluster: its name and its address. */
  clusters: readonly string[];
};

/**
 * Whether windows let a delivery move now, as Argo CD judges it
 * (https://argo-cd.readthedocs.io/en/stable/user-guide/sync_windows/): an active
 * `deny` that concerns it forbids; where any `allow` concerns it, one has to be
 * active.
 *
 * @returns nothing where no window concerns it
 */
export function judgeWindows(
  windows: readonly FreezeFact[],
  delivery: Windowed,
  now: Time,
): WindowVerdict | undefined {
  const concerned = windows.filter(window => concerns(window, delivery));
  if (concerned.length === 0) return undefined;
  const judged = concerned.map(window => ({
    window,
    ...activityOf(window, now),
  }));
  const denying = judged
    .filter(
      ({ window, activeUntil }) => window.effect === 'deny' && activeUntil,
    )
    .sort((a, b) => (b.activeUntil ?? 0) - (a.activeUntil ?? 0))[0];
  if (denying) {
    return {
      isOpen: false,
      until: denying.activeUntil,
      message: textOf(denying.window, 'forbids it now'),
      evidence: evidenceOf(denying.window),
    };
  }
  const broken = judged.find(({ isBroken }) => isBroken);
  const allowing = judged.filter(({ window }) => window.effect === 'allow');
  const open = allowing.find(({ activeUntil }) => activeUntil);
  if (allowing.length === 0 || open) {
    return {
      isOpen: true,
      ...(open?.activeUntil ? { until: open.activeUntil } : {}),
      evidence: evidenceOf((open ?? judged[0]).window),
    };
  }
  const next = allowing
    .flatMap(each => (each.beginsAt === undefined ? [] : [each]))
    .sort((a, b) => (a.beginsAt as Time) - (b.beginsAt as Time))[0];
  return {
    isOpen: false,
    ...(next?.beginsAt === undefined ? {} : { until: next.beginsAt }),
    message: broken
      ? `the schedule '${broken.window.schedule}' cannot be read`
      : textOf((next ?? allowing[0]).window, 'allows it only in its time'),
    evidence: evidenceOf((next ?? allowing[0]).window),
  };
}

function concerns(window: FreezeFact, delivery: Windowed): boolean {
  const lists: [string[], readonly string[]][] = [
    [window.deliveries, [delivery.name]],
    [
      window.namespaces,
      delivery.targetNamespace ? [delivery.targetNamespace] : [],
    ],
    [window.clusters, delivery.clusters],
  ];
  const stated = lists.filter(([patterns]) => patterns.length > 0);
  // One without any list concerns nothing, as Argo CD has it.
  if (stated.length === 0) return false;
  const matches = ([patterns, values]: [string[], readonly string[]]) =>
    patterns.some(pattern => values.some(matcherOf(pattern)));
  return window.match === 'all' ? stated.every(matches) : stated.some(matches);
}

/** Until when a window is active, or when it begins next. */
function activityOf(
  window: FreezeFact,
  now: Time,
): { activeUntil?: Time; beginsAt?: Time; isBroken?: boolean } {
  const duration = durationOf(window.duration);
  if (duration === undefined) return { isBroken: true };
  try {
    const cron = new Cron(window.schedule, {
      timezone: window.timeZone ?? 'UTC',
      paused: true,
    });
    // One that began within its duration from now on backwards is active.
    const begun = cron.nextRun(new Date(now - duration))?.getTime();
    if (begun !== undefined && begun <= now) {
      return { activeUntil: begun + duration };
    }
    return begun === undefined ? {} : { beginsAt: begun };
  } catch {
    return { isBroken: true };
  }
}

const UNITS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000 };

/** A duration as Go words it, such as `1h30m`; milliseconds. */
export function durationOf(text: string): number | undefined {
  if (!/^(?:\d{1,6}[hms]){1,3}$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)([hms])/g)) {
    sum += Number(amount) * UNITS[unit];
  }
  return sum > 0 ? Math.min(sum, LONGEST_MS) : undefined;
}

function textOf(window: FreezeFact, what: string): string {
  const own = window.description ? ` (${window.description})` : '';
  return `the window '${window.schedule}' for ${window.duration} of ${window.source.kind} ${window.source.name} ${what}${own}`;
}

function evidenceOf({ source }: FreezeFact): WindowVerdict['evidence'] {
  const { kind, namespace, name } = source;
  return { kind, ...(namespace ? { namespace } : {}), name };
}
