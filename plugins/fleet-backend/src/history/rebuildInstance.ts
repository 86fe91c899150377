import { lastCurrent, type InstanceData } from '../derive/instanceRow';
import { stateOf, type InstanceState, type StateFields } from './InstanceState';
import { ABSENT, type CameState, type LeftState } from './presence';

/**
 * How sure it is what an instance was at a time.
 *
 * - `known`: it was proven.
 * - `interval`: something changed between two times, and this lies in between; or
 *   it went to and fro.
 * - `gap`: nobody saw it. The state is what was known last.
 * - `before-watching`: nobody had begun to watch. There is no state.
 */
export type Certainty = 'known' | 'interval' | 'gap' | 'before-watching';

/** What an instance was at a time. Times are milliseconds since 1970. */
export type InstanceAt = {
  certainty: Certainty;
  /** Whether it was there; undefined where that is not known. */
  present: boolean | undefined;
  /** What it was; in an interval before the change, in a gap before the gap. */
  state?: InstanceState;
  /** Of what changed in an interval, what it may have been; empty text for nothing stated. */
  between?: Partial<Record<keyof StateFields | 'presence', string[]>>;
  /** In a gap: the last proof before. */
  provenAt?: number;
  /** Since when what it is is recorded, where it was there. */
  recordedSince?: number;
};

/** A transition, as the past is rebuilt from it. */
export type PastTransition = {
  id: number;
  at: number;
  notBefore?: number;
  field: string;
  from?: string;
  to: string;
  /** Of several in one row: when the first was seen, and what it was. */
  firstAt?: number;
  values?: string[];
  state?: string;
};

/** The row of an instance that is there now. */
export type PresentRow = {
  stale: boolean;
  since: number;
  recordedSince?: number;
  data: string;
};

const FIELDS: (keyof StateFields)[] = [
  'health',
  'sync',
  'version',
  'desired-version',
  'replicas',
  'engines',
];

/**
 * What an instance was at a time: what it is, or was when it left, with what
 * changed since then taken back. Says nothing that was not proven then.
 *
 * @param present - its row; absent where it is not there any more
 * @param next - of each field the first transition after that time
 */
export function rebuildInstance(options: {
  at: number;
  present: PresentRow | undefined;
  next: readonly PastTransition[];
}): InstanceAt {
  const { at, present } = options;
  const next = new Map(options.next.map(each => [each.field, each]));
  const presence = next.get('presence');
  if (presence && presence.from === ABSENT) return cameLater(presence, at);
  const base = presence ? leftBase(presence) : presentBase(present);
  if (!base || base.recordedSince === undefined || at < base.recordedSince) {
    return { certainty: 'before-watching', present: undefined };
  }
  // What changed after it had left was another life of it.
  const changes = [...next.values()].filter(
    ({ id }) => !presence || id < presence.id,
  );
  const fields: Partial<StateFields> = { ...base.fields };
  const between: InstanceAt['between'] = {};
  let staleSince =
    base.staleSince !== undefined && base.staleSince <= at
      ? base.staleSince
      : undefined;
  for (const change of changes) {
    const isBegun = startOf(change) <= at;
    if (change.field === 'currency') {
      if (isBegun) staleSince = startOf(change);
      continue;
    }
    const field = FIELDS.find(each => each === change.field);
    if (!field) continue;
    fields[field] = change.from;
    if (isBegun) between[field] = valuesOf(change);
  }
  if (presence && startOf(presence) <= at) {
    between.presence = valuesOf(presence);
  }
  const isOpen = Object.keys(between).length > 0;
  const state = stateOf(fields as StateFields);
  return {
    certainty: certaintyOf(staleSince, isOpen),
    present:
      staleSince !== undefined || between.presence !== undefined
        ? undefined
        : true,
    state,
    recordedSince: base.recordedSince,
    ...(isOpen ? { between } : {}),
    ...(staleSince === undefined ? {} : { provenAt: staleSince }),
  };
}

function certaintyOf(
  staleSince: number | undefined,
  isOpen: boolean,
): Certainty {
  if (staleSince !== undefined) return 'gap';
  return isOpen ? 'interval' : 'known';
}

/** It came after that time. */
function cameLater(presence: PastTransition, at: number): InstanceAt {
  const { absentSince }: CameState = JSON.parse(presence.state ?? '{}');
  if (absentSince === undefined || at < absentSince) {
    return { certainty: 'before-watching', present: undefined };
  }
  if (startOf(presence) > at) return { certainty: 'known', present: false };
  return {
    certainty: 'interval',
    present: undefined,
    between: { presence: valuesOf(presence) },
  };
}

type Base = Partial<LeftState> & { fields: Partial<StateFields> };

function leftBase(presence: PastTransition): Base | undefined {
  if (presence.state === undefined) return undefined;
  return JSON.parse(presence.state) as LeftState;
}

function presentBase(row: PresentRow | undefined): Base | undefined {
  if (!row) return undefined;
  const data: InstanceData = JSON.parse(row.data);
  return {
    ...lastCurrent(data, row.since),
    ...(row.recordedSince === undefined
      ? {}
      : { recordedSince: row.recordedSince }),
    // It was taken back, or was never current: since when is not known yet.
    ...(row.stale && data.staleSince === undefined
      ? { staleSince: row.since }
      : {}),
  };
}

/** When a change may have begun: before, all was as it is known. */
function startOf({ at, notBefore, firstAt }: PastTransition): number {
  return Math.min(at, notBefore ?? at, firstAt ?? at);
}

function valuesOf({ from, to, values }: PastTransition): string[] {
  return [...new Set(values ?? [from ?? '', to])];
}
