import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { fleetInstanceReadPermission } from '@fleetview/backstage-plugin-fleet-common';
import {
  LoadingView,
  SightView,
  useDriftTotals,
  type DriftFilters,
} from '@fleetview/backstage-plugin-fleet-react';
import { LinkTabs } from '../shared';
import { useText } from '../translation';
import { DriftCoverage } from './DriftCoverage';
import { DriftFilterBar } from './DriftFilterBar';
import {
  parseFilters,
  withoutFilters,
  withWord,
  type View,
} from './driftFilters';
import { DriftHeadline } from './DriftHeadline';
import { DriftList } from './DriftList';
import { EpisodeDrawer } from './detail/EpisodeDrawer';
import { NothingDrifts } from './NothingDrifts';

/** What drifts, how much of it needs somebody, and how far that is known. */
export function DriftPanel(props: {
  /** What it is of, which no filter changes; the same object every time. */
  scope: DriftFilters;
  /** The ways to list it; the first is the usual one. */
  views: readonly [View, ...View[]];
  /** What all that is listed has, and no column says. */
  without?: 'cluster';
}) {
  const { scope, views, without } = props;
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(
    () => ({ ...parseFilters(search), ...scope }),
    [search, scope],
  );
  const view = views.find(each => each === search.get('view')) ?? views[0];
  const sight = useDriftTotals(filters);
  const onClear = () => setSearch(withoutFilters, { replace: true });
  return (
    <>
      <SightView
        sight={sight}
        permission={fleetInstanceReadPermission.name}
        loading={<LoadingView shape="header" rows={8} />}
      >
        {page => (
          <>
            <DriftHeadline
              totals={page.totals}
              state={filters.state ?? 'open'}
            />
            <DriftCoverage page={page} ofOne={without === 'cluster'} />
            <DriftFilterBar filters={filters} scope={scope} onClear={onClear} />
            {page.totals.episodes === 0 ? (
              <NothingDrifts
                page={page}
                filters={filters}
                scope={scope}
                onClear={onClear}
              />
            ) : (
              <>
                <LinkTabs
                  label={t('drift.views.label')}
                  activeId={view}
                  tabs={views.map(each => ({
                    id: each,
                    to: `?${withWord(search, 'view', each, views[0])}`,
                    title: t(`drift.views.${each}`),
                  }))}
                />
                <DriftList
                  view={view}
                  filters={filters}
                  page={page}
                  without={without}
                />
              </>
            )}
          </>
        )}
      </SightView>
      <EpisodeDrawer />
    </>
  );
}
