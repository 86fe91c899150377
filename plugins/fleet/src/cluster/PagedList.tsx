import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type FleetCoverage,
  type StateCounts,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  SightView,
  type PagedSight,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { StateFilter, useStates, FilteredView } from '../shared';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({ toolbar: { padding: theme.spacing(1.5, 0, 0.5) } }),
  { name: 'FleetPagedList' },
);

/**
 * A list of a cluster's things, narrowed by state, in all five sights.
 */
export function PagedList<
  Page extends {
    items: readonly unknown[];
    totals?: StateCounts;
    coverage: FleetCoverage;
    hidden: number;
    limited?: readonly string[];
  },
>(props: {
  paged: PagedSight<Page>;
  emptyTitle: string;
  emptyText: string;
  children: (items: Page['items'][number][]) => ReactNode;
}) {
  const { paged, emptyTitle, emptyText } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const states = useStates();
  const [, setSearch] = useSearchParams();
  return (
    <SightView
      sight={paged.sight}
      permission={fleetInstanceReadPermission.name}
    >
      {pages => {
        const [{ totals, coverage, hidden, limited }] = pages;
        const items: Page['items'][number][] = pages.flatMap(
          page => page.items,
        );
        const isFiltered = states.length > 0 && totals !== undefined;
        // Where not everything was read, that nothing is there proves nothing.
        const [gap] = coverage.gaps;
        return (
          <>
            {totals && (totals.total > 0 || isFiltered) && (
              <div className={classes.toolbar}>
                <StateFilter totals={totals} />
              </div>
            )}
            <CoverageBar
              coverage={coverage}
              hidden={hidden}
              limited={limited}
              ofOne
              clusterTo={id => links.cluster(id, { tab: 'systems' })}
            />
            {items.length > 0 && props.children(items)}
            {items.length === 0 && isFiltered && (
              <FilteredView
                title={t('cluster.empty.filteredTitle')}
                onClear={() =>
                  setSearch(
                    previous => {
                      const next = new URLSearchParams(previous);
                      next.delete('state');
                      return next;
                    },
                    { replace: true },
                  )
                }
              />
            )}
            {items.length === 0 && !isFiltered && !gap && limited && (
              <EmptyView title={t('cluster.empty.limitedTitle')}>
                {t('cluster.empty.limitedText')}
              </EmptyView>
            )}
            {items.length === 0 && !isFiltered && !gap && !limited && (
              <EmptyView title={emptyTitle}>{emptyText}</EmptyView>
            )}
            {items.length === 0 && !isFiltered && gap && (
              <EmptyView
                title={t('cluster.empty.unreadTitle')}
                actions={
                  <Link to={links.cluster(gap.cluster.id, { tab: 'systems' })}>
                    {t('cluster.empty.unreadAction')}
                  </Link>
                }
              >
                {t('cluster.empty.unreadText')}
              </EmptyView>
            )}
          </>
        );
      }}
    </SightView>
  );
}
