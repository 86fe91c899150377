import {
  fleetClusterReadPermission,
  type ClusterPage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  LoadingView,
  SightView,
  UNASSIGNED,
  useClusters,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { ChoiceList, type ChoiceSection } from '../choice';
import { countChoice } from './countChoice';
import type { RegionListProps } from './types';

/** What the back end says of clusters that lie in several regions. */
const MULTI_REGION = 'multi-region';

/** The regions of the clusters, with how many there are in each; those without one last. */
export function RegionList(props: RegionListProps) {
  const { options, ...list } = props;
  const t = useText();
  const { sight } = useClusters({
    ...options.filters,
    limit: 1,
  } as Parameters<typeof useClusters>[0]);
  const sectionsOf = ({ facets }: ClusterPage): ChoiceSection[] => {
    const values = facets.region?.values ?? [];
    const choiceOf = (value: string, count: number) =>
      countChoice({
        value,
        name: value === UNASSIGNED ? t('unassigned') : undefined,
        count: t('fields.regions.clusters', { count }),
        note: {
          [UNASSIGNED]: t('fields.regions.noRegion'),
          [MULTI_REGION]: t('fields.regions.multiRegion'),
        }[value],
        isOff: value === UNASSIGNED && !options.allowUnassigned,
      });
    const choices = values.map(({ value, count }) => choiceOf(value, count));
    return [
      {
        key: 'regions',
        title: t('fields.regions.sections.regions'),
        choices: choices.filter(({ value }) => value !== UNASSIGNED),
      },
      {
        key: 'unassigned',
        title: t('fields.regions.sections.unassigned'),
        choices: choices.filter(({ value }) => value === UNASSIGNED),
      },
    ];
  };
  return (
    <SightView
      sight={sight}
      permission={fleetClusterReadPermission.name}
      loading={<LoadingView rows={3} />}
    >
      {([page]) => (
        <>
          <CoverageBar
            coverage={page.coverage}
            hidden={page.hidden}
            limited={page.limited}
          />
          {page.facets.region?.values.length ? (
            <ChoiceList {...list} sections={sectionsOf(page)} />
          ) : (
            <EmptyView title={t('fields.regions.emptyTitle')}>
              {t('fields.regions.emptyText')}
            </EmptyView>
          )}
        </>
      )}
    </SightView>
  );
}
