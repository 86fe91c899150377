import type { Condition } from '../../../types';
import { setCondition } from '../../conditions';

/** A condition that still lacks its time. */
export type Stated = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** A condition that is good or bad, with the reason that Cluster API gives for each. */
export function stated(
  type: string,
  isTrue: boolean | undefined,
  message = '',
  reason?: string,
): Stated {
  const name = type.replace(/^(?:ControlPlane|Workers?)?(?:Machines)?/, '');
  if (isTrue === undefined) {
    return { type, status: 'Unknown', reason: 'ConnectionDown', message };
  }
  return {
    type,
    status: isTrue ? 'True' : 'False',
    reason: reason ?? (isTrue ? name : `Not${name}`),
    message,
  };
}

/** The conditions with all of these set; their times move only when their status does. */
export function withConditions(
  conditions: readonly Condition[] | undefined,
  wanted: readonly Stated[],
  time: string,
  observedGeneration: number | undefined,
): Condition[] {
  return wanted.reduce<Condition[]>(
    (list, condition) =>
      setCondition(list, { ...condition, observedGeneration }, time),
    [...(conditions ?? [])],
  );
}
