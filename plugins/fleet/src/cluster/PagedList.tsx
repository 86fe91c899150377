import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type FleetCoverage,
  type StateCounts,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  SightView,
  type PagedSight,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { StateFilter, useStates } from '../shared';
import { useText } from '../translation';
import { NothingListed } from './NothingListed';

const useStyles = makeStyles(
  theme => ({ toolbar: { padding: theme.spacing(1.5, 0, 0.5) } }),
  { name: 'FleetPagedList' },
);

/** What a list can be narrowed by, and how to take that back. */
export type Narrowing<Page> = {
  isActive: boolean;
  /** Made of the first page; nothing where there is nothing to narrow. */
  toolbar: (page: Page) => ReactNode;
  /** What is said where nothing passes. */
  title: string;
  clear: () => void;
};

/**
 * A list of a cluster's things, narrowed by state unless told otherwise, in all
 * five sights.
 */
export function PagedList<
  Page extends {
    items: readonly unknown[];
    totals?: object;
    coverage: FleetCoverage;
    hidden: number;
    limited?: readonly string[];
  },
>(props: {
  paged: PagedSight<Page>;
  emptyTitle: string;
  emptyText: string;
  /** Without which it may not be read; that of what runs where absent. */
  permission?: string;
  /** What else than states the list is narrowed by. */
  narrowing?: Narrowing<Page>;
  /** Whether other clusters than this one stand behind it as well. */
  ofMany?: boolean;
  children: (items: Page['items'][number][]) => ReactNode;
}) {
  const { paged, emptyTitle, emptyText, ofMany = false } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const states = useStates();
  const [, setSearch] = useSearchParams();
  const ofStates: Narrowing<Page> = {
    isActive: states.length > 0,
    toolbar: ({ totals }) => {
      const counts = totals as StateCounts | undefined;
      const isNeeded = counts && (counts.total > 0 || states.length > 0);
      return isNeeded && <StateFilter totals={counts} />;
    },
    title: t('cluster.empty.filteredTitle'),
    clear: () =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          next.delete('state');
          return next;
        },
        { replace: true },
      ),
  };
  const narrowing = props.narrowing ?? ofStates;
  return (
    <SightView
      sight={paged.sight}
      permission={props.permission ?? fleetInstanceReadPermission.name}
    >
      {pages => {
        const [{ totals, coverage, hidden, limited }] = pages;
        const items: Page['items'][number][] = pages.flatMap(
          page => page.items,
        );
        const isFiltered = narrowing.isActive && totals !== undefined;
        const toolbar = narrowing.toolbar(pages[0]);
        return (
          <>
            {toolbar && <div className={classes.toolbar}>{toolbar}</div>}
            <CoverageBar
              coverage={coverage}
              hidden={hidden}
              limited={limited}
              ofOne={!ofMany}
              clusterTo={id => links.cluster(id, { tab: 'systems' })}
            />
            {items.length > 0 && props.children(items)}
            {items.length === 0 && (
              <NothingListed
                coverage={coverage}
                limited={limited}
                narrowed={isFiltered ? narrowing : undefined}
                title={emptyTitle}
                text={emptyText}
              />
            )}
          </>
        );
      }}
    </SightView>
  );
}
