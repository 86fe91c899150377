import type { FleetDriftPage } from '@fleetview/backstage-plugin-fleet-common';
import {
  driftKnowledge,
  EmptyView,
  StatusMark,
  type DriftFilters,
} from '@fleetview/backstage-plugin-fleet-react';
import { FilteredView } from '../shared';
import { useText } from '../translation';
import { chosenOf, FILTER_KEYS } from './driftFilters';

/** Why nothing is listed: it is known that nothing drifts, nothing passes, or nobody knows. */
export function NothingDrifts(props: {
  page: FleetDriftPage;
  filters: DriftFilters;
  /** What is there to be narrowed further. */
  scope: DriftFilters;
  onClear: () => void;
}) {
  const { page, filters, scope, onClear } = props;
  const t = useText();
  const isNarrowed = FILTER_KEYS.some(
    key => scope[key] === undefined && chosenOf(filters, key).length > 0,
  );
  if (isNarrowed) {
    return (
      <FilteredView title={t('drift.empty.filteredTitle')} onClear={onClear} />
    );
  }
  if (filters.ignored === 'only') {
    return (
      <FilteredView title={t('drift.empty.ignoredTitle')} onClear={onClear} />
    );
  }
  if (filters.state === 'unconfirmed') {
    return (
      <FilteredView
        title={t('drift.empty.unconfirmedTitle')}
        onClear={onClear}
      />
    );
  }
  if (filters.state === 'ended') {
    return (
      <FilteredView title={t('drift.empty.endedTitle')} onClear={onClear} />
    );
  }
  switch (driftKnowledge(page)) {
    case 'all':
      return (
        <EmptyView title={t('drift.empty.allTitle')}>
          <StatusMark status={{ key: 'synced', stale: false }} glyphOnly />{' '}
          {t('drift.empty.allText', {
            amount: (page.watched ?? 0).toLocaleString('en'),
          })}
        </EmptyView>
      );
    case 'part':
      return (
        <EmptyView title={t('drift.empty.partTitle')}>
          {t('drift.empty.partText')}
        </EmptyView>
      );
    case 'uncounted':
      return (
        <EmptyView title={t('drift.empty.uncountedTitle')}>
          {t('drift.empty.uncountedText')}
        </EmptyView>
      );
    default:
      return (
        <EmptyView title={t('drift.empty.noneTitle')}>
          {t('drift.empty.noneText')}
        </EmptyView>
      );
  }
}
