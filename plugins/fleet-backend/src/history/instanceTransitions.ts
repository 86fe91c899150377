import type {
  DerivedInstance,
  RunningOperation,
} from '../derive/DerivedInstance';
import type { TransitionRecord } from '../store/recordTransitions';
import { foldFlip, type FlipMemory } from './foldFlip';
import type { StateFields } from './InstanceState';

/** An operation that ended longer ago did not bring what changes now. */
const OPERATION_COUNTS_MS = 10 * 60_000;

/** Fields that an engine's operation changes. */
const BY_OPERATION = new Set(['sync', 'version', 'desired-version']);

/** When fields of an instance last changed, by field. */
export type RecentFlips = Partial<Record<string, FlipMemory>>;

/**
 * The transitions of an instance from what it was last known to be to what it is,
 * with the memory that folding needs.
 */
export function instanceTransitions(options: {
  clusterId: string;
  id: string;
  said: DerivedInstance;
  /** What it was, and what it is. */
  from: Partial<StateFields>;
  to: StateFields;
  /** The last proof before a gap that has just ended. */
  gap: { from: number | undefined } | undefined;
  /** The last proof of an engine that is silent, where one is. */
  syncProof: number | undefined;
  recent: RecentFlips;
  now: number;
}): { transitions: TransitionRecord[]; recent: RecentFlips } {
  const { said, from, to, gap, syncProof, now } = options;
  const recent: RecentFlips = { ...options.recent };
  const transitions: TransitionRecord[] = [];
  const record = (
    field: TransitionRecord['field'],
    old: string | undefined,
    fresh: string | undefined,
    more: { reason?: string; notBefore?: number } = {},
  ) => {
    if (old === fresh) return;
    const { memory, ...folded } = foldFlip(recent[field], {
      at: now,
      from: old ?? '',
      to: fresh ?? '',
    });
    recent[field] = memory;
    const notBefore = more.notBefore ?? gap?.from;
    transitions.push({
      at: now,
      ...(notBefore === undefined
        ? {}
        : { notBefore: Math.min(notBefore, now) }),
      clusterId: options.clusterId,
      scope: 'instance',
      thing: options.id,
      name: said.entityRef || said.namespace,
      namespace: said.namespace,
      entityRef: said.entityRef,
      field,
      ...(old === undefined ? {} : { from: old }),
      ...(fresh === undefined ? {} : { to: fresh }),
      ...(more.reason ? { reason: more.reason } : {}),
      engines: said.engines,
      ...(BY_OPERATION.has(field) ? byWhom(said.operation, now) : {}),
      ...folded,
    });
  };
  if (gap) record('currency', 'stale', 'current');
  record('health', from.health, to.health, { reason: said.message });
  if (from.engines !== undefined) {
    record('sync', from.sync, to.sync, {
      reason: said.syncMessage,
      // It was silent for a while before that was noticed.
      ...(to.sync === 'unknown' && syncProof !== undefined
        ? { notBefore: syncProof }
        : {}),
    });
  }
  record('version', from.version, to.version);
  record('desired-version', from['desired-version'], to['desired-version']);
  if ('replicas' in from) record('replicas', from.replicas, to.replicas);
  record('engines', from.engines, to.engines);
  return { transitions, recent };
}

function byWhom(
  operation: RunningOperation | undefined,
  now: number,
): Pick<TransitionRecord, 'initiatedBy' | 'operation'> {
  if (!operation) return {};
  const { phase, finishedAt, initiatedBy } = operation;
  const counts =
    phase === 'running' ||
    (finishedAt !== undefined && now - finishedAt <= OPERATION_COUNTS_MS);
  if (!counts) return {};
  return { operation: phase, ...(initiatedBy ? { initiatedBy } : {}) };
}
