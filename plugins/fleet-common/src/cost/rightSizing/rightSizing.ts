import { quantile } from '../statistics/quantile';
import { HOURS_PER_MONTH } from './unitPrice';

/** @public */
export type SizedResource = 'cpu' | 'ram';

/**
 * What one replica of a container or workload asked for and used on one day. Cores or
 * bytes; what is absent is not known.
 *
 * @public
 */
export type UsageDay = {
  /** `YYYY-MM-DD`, in UTC. */
  day: string;
  requested?: number;
  /** The day's high quantile for CPU, its maximum for memory. */
  used?: number;
  /**
   * Which part of its periods CPU was throttled in, from 0 to 1. Without a limit it is
   * 0. Not looked at for memory.
   */
  throttled?: number;
  /** Whether it was killed for want of memory. Not looked at for CPU. */
  outOfMemory?: boolean;
};

/** @public */
export type RightSizingSettings = {
  /** On how many days use has to be known. */
  leastDays: number;
  /** The quantile over the days that a request is to cover, from 0 to 1. */
  quantile: number;
  /** What is added to it, in parts of it. */
  headroom: number;
  /** A request is not proposed to be smaller than this. Cores, or bytes. */
  leastRequest: number;
  /** What a request is rounded up to a multiple of. Cores, or bytes. */
  step: number;
  /** A change that is smaller is not worth one, in parts of the request. */
  leastChange: number;
  /** Throttling that is no more than this contradicts nothing. */
  throttledAtMost: number;
};

const MIB = 1024 ** 2;

/**
 * Headroom is the safety margin of the Vertical Pod Autoscaler, 15 %. Memory that does not
 * suffice kills, so that the highest day counts; CPU is slowed down.
 *
 * @public
 */
export const DEFAULT_RIGHT_SIZING: Record<SizedResource, RightSizingSettings> =
  {
    cpu: {
      leastDays: 7,
      quantile: 0.95,
      headroom: 0.15,
      leastRequest: 0.01,
      step: 0.001,
      leastChange: 0.1,
      throttledAtMost: 0.01,
    },
    ram: {
      leastDays: 7,
      quantile: 1,
      headroom: 0.15,
      leastRequest: 16 * MIB,
      step: MIB,
      leastChange: 0.1,
      throttledAtMost: 0,
    },
  };

/**
 * Why no other request is proposed.
 *
 * - `no-request`: there is none, or nobody knows it
 * - `too-few-days`: use is known on too few days
 * - `throttled`, `out-of-memory`: it got less than it wanted, so that its use does not
 *   say what it needs
 * - `throttling-unknown`, `out-of-memory-unknown`: nobody knows whether it got less, and
 *   the request would be smaller
 * - `small`: it would hardly differ
 *
 * @public
 */
export type NotSized =
  | 'no-request'
  | 'too-few-days'
  | 'throttled'
  | 'throttling-unknown'
  | 'out-of-memory'
  | 'out-of-memory-unknown'
  | 'small';

/**
 * A request that fits, or why none is proposed.
 *
 * @public
 */
export type RightSizing = {
  resource: SizedResource;
  /** On how many days use is known. */
  days: number;
  /** Of the last day that it is known on. Cores or bytes of one replica. */
  requested?: number;
  /** The quantile of what was used; absent where use is known on no day. */
  used?: number;
} & (
  | { why: NotSized }
  | {
      why?: never;
      request: number;
      /**
       * What all replicas would cost less each month, in units of the currency of the
       * price; negative where the request is to grow. Absent without a price, or where
       * the number of replicas is not known.
       */
      savingPerMonth?: number;
    }
);

function inOrder(a: UsageDay, b: UsageDay): number {
  if (a.day === b.day) return 0;
  return a.day < b.day ? -1 : 1;
}

/** What was requested last, and what was used on the days of which that is known. */
function knownOf(usage: readonly UsageDay[]) {
  // As texts, days are in the order of time.
  const days = [...usage].sort(inOrder);
  const withUse = days.flatMap(({ day, used }) =>
    used === undefined ? [] : [{ day, used }],
  );
  return {
    requested: days.findLast(({ requested }) => requested !== undefined)
      ?.requested,
    uses: withUse.map(({ used }) => used),
    days: new Set(withUse.map(({ day }) => day)).size,
  };
}

/**
 * Whether it got less than it wanted on any day; `undefined` where nobody knows of a day
 * that counts.
 */
function wasShort(
  resource: SizedResource,
  days: readonly UsageDay[],
  throttledAtMost: number,
): boolean | undefined {
  const isThrottled = (part: number | undefined) =>
    part === undefined ? undefined : part > throttledAtMost;
  const answers = days.map(({ used, throttled, outOfMemory }) => ({
    counts: used !== undefined,
    answer: resource === 'ram' ? outOfMemory : isThrottled(throttled),
  }));
  if (answers.some(({ answer }) => answer)) return true;
  return answers.some(({ counts, answer }) => counts && answer === undefined)
    ? undefined
    : false;
}

function shortReason(resource: SizedResource, isKnown: boolean): NotSized {
  if (resource === 'cpu') return isKnown ? 'throttled' : 'throttling-unknown';
  return isKnown ? 'out-of-memory' : 'out-of-memory-unknown';
}

function fittingRequest(
  used: number,
  requested: number,
  { headroom, leastRequest, step }: RightSizingSettings,
): number {
  // One that is smaller than the least already is not made larger for that.
  const least = Math.min(leastRequest, requested);
  const wanted = Math.max(least, used * (1 + headroom));
  // 0.3 / 0.001 is a little more than 300, and would be rounded up to 301.
  const steps = Math.ceil(Number((wanted / step).toFixed(6)));
  return Number((steps * step).toFixed(6));
}

/**
 * The request that covers what was used, with headroom: a quantile over at least seven
 * days. None is proposed where throttling or kills for want of memory contradict the use,
 * and no smaller one where nobody knows of them.
 *
 * @param usage - days in any order; a day of which use is not known tells nothing
 * @param price - of one core or byte for one hour
 * @param replicas - that run all the time
 * @public
 */
export function rightSizing(options: {
  resource: SizedResource;
  usage: readonly UsageDay[];
  price?: number;
  replicas?: number;
  settings?: Partial<RightSizingSettings>;
}): RightSizing {
  const { resource, usage, price, replicas } = options;
  const settings = { ...DEFAULT_RIGHT_SIZING[resource], ...options.settings };
  const { requested, uses, days } = knownOf(usage);
  const used = quantile(uses, settings.quantile);
  const known = {
    resource,
    days,
    ...(requested !== undefined && { requested }),
    ...(used !== undefined && { used }),
  };
  if (!requested) return { ...known, why: 'no-request' };
  if (used === undefined || days < settings.leastDays) {
    return { ...known, why: 'too-few-days' };
  }
  const short = wasShort(resource, usage, settings.throttledAtMost);
  if (short) return { ...known, why: shortReason(resource, true) };
  const request = fittingRequest(used, requested, settings);
  const change = request - requested;
  if (Math.abs(change) < settings.leastChange * requested) {
    return { ...known, why: 'small' };
  }
  if (change < 0 && short === undefined) {
    return { ...known, why: shortReason(resource, false) };
  }
  return {
    ...known,
    request,
    ...(price !== undefined &&
      replicas !== undefined && {
        savingPerMonth: -change * replicas * price * HOURS_PER_MONTH,
      }),
  };
}
