import type {
  Instance,
  MemberState,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  statusOfMember,
  urgencyOf,
  type MemberStatus,
  type Status,
} from '../status';
import { statusOfInstance } from './statusOf';

/**
 * The one state that a row shows of an instance: how far a release is there
 * while it is on its way, and how it is otherwise.
 *
 * @public
 */
export type InstanceStateView =
  | { kind: 'member'; member: MemberStatus; status: Status }
  | { kind: 'health'; status: Status };

const SETTLED: readonly MemberState[] = ['succeeded', 'skipped'];

type Shown = Pick<Instance, 'health' | 'currency' | 'message' | 'rollout'>;

/** @public */
export function stateOfInstance(instance: Shown): InstanceStateView {
  const member = memberOfInstance(instance);
  const status = member && statusOfMember(member);
  // What has arrived, what was passed over and what nobody wants there is as
  // healthy as it is.
  if (!member || !status || SETTLED.includes(member.state)) {
    return { kind: 'health', status: statusOfInstance(instance) };
  }
  return { kind: 'member', member, status };
}

/**
 * How far a release is on the cluster of an instance; what is not seen any more
 * is stale.
 *
 * @public
 */
export function memberOfInstance(
  instance: Pick<Instance, 'currency' | 'rollout'>,
): MemberStatus | undefined {
  const { rollout, currency } = instance;
  if (!rollout) return undefined;
  const { state, until, reason } = rollout;
  return {
    state,
    // That nobody knows is known.
    stale: !currency.current && state !== 'unknown',
    confirmedAt: currency.confirmedAt,
    until,
    reason: reason?.message,
  };
}

/**
 * The rank of an instance by urgency, 0 for the most urgent: the worse of how
 * it is and how far its release is.
 *
 * @public
 */
export function urgencyOfInstance(instance: Shown): number {
  const shown = stateOfInstance(instance);
  const { status } = shown;
  const rank = urgencyOf(status.stale ? 'unknown' : status.key);
  return shown.kind === 'member' && instance.currency.current
    ? Math.min(rank, urgencyOf(instance.health))
    : rank;
}
