/** A sync window of an AppProject, as far as it is read here. */
export type SyncWindow = {
  kind: 'allow' | 'deny';
  /** Five fields of cron. */
  schedule: string;
  /** As Go writes durations: `90s`, `1h30m`. */
  duration: string;
  applications?: string[];
  namespaces?: string[];
  clusters?: string[];
  manualSync?: boolean;
  /** UTC unless given. */
  timeZone?: string;
  description?: string;
};

/** What would be synced, and whether a person asked for it. */
export type SyncTarget = {
  application: string;
  namespace: string;
  cluster: string;
  isManual: boolean;
};

const UNIT_MS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000 };
const MINUTE_MS = 60_000;
/** Windows longer than a week are not looked back for. */
const MAXIMUM_MS = 7 * 24 * UNIT_MS.h;

function durationMs(duration: string): number {
  let total = 0;
  for (const [, amount, unit] of duration.matchAll(/(\d+)(h|m|s)/g)) {
    total += Number(amount) * UNIT_MS[unit];
  }
  return Math.min(total, MAXIMUM_MS);
}

function fitsField(field: string, value: number): boolean {
  return field.split(',').some(part => {
    const [range, step = '1'] = part.split('/');
    const [from, to = part.includes('/') ? '*' : from] = range.split('-');
    if (from === '*') return value % Number(step) === 0;
    const last = to === '*' ? Infinity : Number(to);
    return (
      value >= Number(from) &&
      value <= last &&
      (value - Number(from)) % Number(step) === 0
    );
  });
}

/** Minute, hour, day, month and weekday at a time in a time zone. */
function fieldsAt(time: number, timeZone: string): number[] {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    minute: 'numeric',
    hour: 'numeric',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
  }).formatToParts(time);
  const of = (type: string) =>
    Number(parts.find(part => part.type === type)?.value);
  const day = new Date(Date.UTC(of('year'), of('month') - 1, of('day')));
  return [of('minute'), of('hour'), of('day'), of('month'), day.getUTCDay()];
}

/** Whether a window is open at a time in milliseconds since 1970. */
export function isWindowOpen(window: SyncWindow, now: number): boolean {
  const length = durationMs(window.duration);
  const fields = window.schedule.trim().split(/\s+/);
  if (fields.length !== 5) return false;
  const first = Math.ceil((now - length + 1) / MINUTE_MS) * MINUTE_MS;
  for (let start = first; start <= now; start += MINUTE_MS) {
    const values = fieldsAt(start, window.timeZone || 'UTC');
    if (fields.every((field, index) => fitsField(field, values[index]))) {
      return true;
    }
  }
  return false;
}

function fitsPatterns(patterns: string[] | undefined, value: string): boolean {
  return (patterns ?? []).some(pattern => {
    const parts = pattern
      .split('*')
      .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(value);
  });
}

/** Whether the windows of a project hold a sync now: an open one that denies, or none open of those that allow. */
export function isSyncBlocked(
  windows: readonly SyncWindow[],
  { application, namespace, cluster, isManual }: SyncTarget,
  now: number,
): boolean {
  const matching = windows.filter(
    window =>
      fitsPatterns(window.applications, application) ||
      fitsPatterns(window.namespaces, namespace) ||
      fitsPatterns(window.clusters, cluster),
  );
  const isHeldBy = ({ manualSync }: SyncWindow) => !(isManual && manualSync);
  const denying = matching.filter(
    window => window.kind === 'deny' && isWindowOpen(window, now),
  );
  if (denying.length > 0) return denying.some(isHeldBy);
  const allowing = matching.filter(({ kind }) => kind === 'allow');
  return (
    allowing.length > 0 &&
    !allowing.some(window => isWindowOpen(window, now)) &&
    allowing.some(isHeldBy)
  );
}

/**
 * A window that denies from the present minute on and ends at a time.
 *
 * @param now - milliseconds since 1970
 * @param end - when it ends, within a day of `now`
 */
export function buildDenyWindow(
  now: number,
  end: number,
  fields: Pick<SyncWindow, 'applications' | 'description'>,
): SyncWindow {
  const start = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const [minute, hour, day, month] = fieldsAt(start, 'UTC');
  return {
    kind: 'deny',
    schedule: `${minute} ${hour} ${day} ${month} *`,
    duration: `${Math.ceil((end - start) / 1000)}s`,
    manualSync: true,
    timeZone: 'UTC',
    ...fields,
  };
}
