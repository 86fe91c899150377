import type { RolloutSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  countsOfMembers,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/**
 * What came of a release, apart from whether it is over: "completed, 187 of 190,
 * 2 failed, 1 skipped".
 */
export function OutcomeText(props: {
  rollout: Pick<RolloutSummary, 'lifeCycle' | 'counts' | 'done' | 'members'>;
}) {
  const { lifeCycle, counts, done, members } = props.rollout;
  const t = useText();
  const { memberText } = useFleetText();
  const others = countsOfMembers(counts).filter(
    ({ state }) => state !== 'succeeded' && state !== 'not-placed',
  );
  return (
    <>
      {[
        t('rollout.outcome', {
          lifeCycle: t(`rollout.lifeCycles.${lifeCycle}`),
          done: done.toLocaleString('en'),
          members: members.toLocaleString('en'),
        }),
        ...others.map(({ state, count }) =>
          t('rollout.outcomePart', {
            amount: count.toLocaleString('en'),
            state: memberText(state),
          }),
        ),
      ].join(', ')}
    </>
  );
}
