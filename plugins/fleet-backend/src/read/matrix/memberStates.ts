import {
  MEMBER_STATES,
  type MemberState,
} from '@fleetview/backstage-plugin-fleet-common';

const NOT_SHOWN = [
  'succeeded',
  'skipped',
  'not-placed',
] as const satisfies readonly MemberState[];

type ShownState = Exclude<MemberState, (typeof NOT_SHOWN)[number]>;

function isShown(state: MemberState): state is ShownState {
  return !(NOT_SHOWN as readonly MemberState[]).includes(state);
}

/** How far a release is on an instance, as a cell shows it. */
export type TileMember = {
  state: ShownState;
  /** Milliseconds since 1970. */
  since: number;
};

/**
 * The states of members that cells show, the most urgent first. What has arrived, was
 * passed over or is not there is as it is: a cell says nothing of its release.
 */
export const ROLLOUT_STATES = MEMBER_STATES.filter(isShown);

/** SQL that is true of members whose state is shown; the index of them has the same condition. */
export const IS_SHOWN_SQL = `rollout_member.state not in (${NOT_SHOWN.map(
  state => `'${state}'`,
).join(', ')})`;

/** Of several members in one cell the one that somebody has to look at first; of equals the one that is so for longest. */
export function mostUrgent(
  members: readonly TileMember[],
): TileMember | undefined {
  return members.reduce<TileMember | undefined>((found, each) => {
    if (!found) return each;
    const further =
      ROLLOUT_STATES.indexOf(each.state) - ROLLOUT_STATES.indexOf(found.state);
    return further < 0 || (further === 0 && each.since < found.since)
      ? each
      : found;
  }, undefined);
}
