import type { ReactNode } from 'react';
import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import {
  memberOfInstance,
  MemberStateMark,
  Since,
} from '@fleetview/backstage-plugin-fleet-react';
import { becauseOf } from '../rollouts/becauseOf';
import type { Text } from '../translation';
import { BehindText } from './BehindText';
import { LastKnown } from './LastKnown';

/**
 * What a drawer says of the release that concerns an instance: how far it is, in
 * which wave, and when it got there.
 */
export function rolloutFields(
  instance: Instance,
  t: Text,
): { name: string; value: ReactNode }[] {
  const { rollout, behind } = instance;
  const member = memberOfInstance(instance);
  const because = becauseOf(rollout?.reason, t);
  const at = (time: string | undefined) => time && <Since at={time} ago />;
  return [
    {
      name: t('rollout.detail.state'),
      value: member && (
        <>
          <MemberStateMark member={member} />
          {because && ` · ${because}`}
          {rollout?.lastKnown && <LastKnown state={rollout.lastKnown} />}
        </>
      ),
    },
    {
      name: t('rollout.detail.wave'),
      value: rollout?.wave !== undefined && String(rollout.wave + 1),
    },
    { name: t('rollout.detail.asked'), value: at(rollout?.askedAt) },
    { name: t('rollout.detail.applied'), value: at(rollout?.appliedAt) },
    { name: t('rollout.detail.done'), value: at(rollout?.doneAt) },
    { name: t('rollout.detail.moved'), value: at(rollout?.lastMovedAt) },
    {
      name: t('rollout.detail.behind'),
      value: behind && <BehindText behind={behind} />,
    },
  ];
}
