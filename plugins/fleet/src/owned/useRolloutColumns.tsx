import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import type { RolloutSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  entityName,
  Since,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { MemberCountList } from '../rollouts/MemberCountList';
import { RolloutVersion } from '../rollouts/RolloutVersion';
import { SmallWaves } from '../rollouts/SmallWaves';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

/** The columns of releases: what they bring, how far they are, since when. */
export function useRolloutColumns(): FleetColumn<RolloutSummary>[] {
  const t = useText();
  const links = useFleetLinks();
  return useMemo<FleetColumn<RolloutSummary>[]>(
    () => [
      {
        id: 'component',
        title: t('owned.columns.component'),
        width: '18%',
        narrowWidth: 128,
        render: ({ entityRef, title }) => {
          const to = links.component(entityRef);
          const name = (
            <UntrustedText text={title ?? entityName(entityRef)} inline />
          );
          return to ? <Link to={to}>{name}</Link> : name;
        },
      },
      {
        id: 'version',
        title: t('owned.columns.version'),
        width: 172,
        narrowWidth: 128,
        changeKey: ({ version, previousVersion }) =>
          JSON.stringify([version, previousVersion]),
        render: rollout => <RolloutVersion rollout={rollout} />,
      },
      {
        id: 'state',
        title: t('owned.columns.state'),
        width: 96,
        changeKey: ({ lifeCycle }) => lifeCycle,
        render: ({ lifeCycle }) => t(`rollout.lifeCycles.${lifeCycle}`),
      },
      {
        id: 'waves',
        title: t('owned.columns.waves'),
        narrowWidth: 150,
        changeKey: ({ waves }) =>
          JSON.stringify(waves.map(({ state, done }) => [state, done])),
        render: rollout => <SmallWaves rollout={rollout} />,
      },
      {
        id: 'done',
        title: t('owned.columns.done'),
        width: 88,
        align: 'right',
        changeKey: ({ done, members }) => `${done} ${members}`,
        render: ({ done, members }) =>
          t('owned.done', {
            done: done.toLocaleString('en'),
            members: members.toLocaleString('en'),
          }),
      },
      {
        id: 'counts',
        title: t('owned.columns.counts'),
        width: 236,
        changeKey: ({ counts }) => JSON.stringify(counts),
        render: ({ counts }) => <MemberCountList counts={counts} />,
      },
      {
        id: 'began',
        title: t('owned.columns.began'),
        width: 84,
        align: 'right',
        render: ({ beganAt, beganIsLowerBound }) => (
          <Since at={beganAt} isLowerBound={beganIsLowerBound} />
        ),
      },
      {
        id: 'owner',
        title: t('owned.columns.owner'),
        width: 132,
        hideBelow: 1200,
        render: ({ owner }) =>
          owner ? <EntityLink entity={owner} /> : t('none'),
      },
    ],
    [links, t],
  );
}
