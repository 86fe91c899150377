import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type DriftGroupKind,
  type FleetDriftPage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  LoadingView,
  SightView,
  useDrift,
  useDriftLines,
  type DriftFilters,
} from '@fleetview/backstage-plugin-fleet-react';
import { DownloadCsvButton } from '../export';
import { driftCoverage, EPISODE_COLUMNS, LINE_COLUMNS } from './driftCsv';
import { chosenOf, type View } from './driftFilters';
import { DriftLineTable } from './DriftLineTable';
import { EpisodeTable } from './EpisodeTable';
import { SameDriftTable } from './SameDriftTable';
import { useEpisode } from './useEpisode';

const useStyles = makeStyles(
  theme => ({
    bar: {
      display: 'flex',
      justifyContent: 'flex-end',
      margin: theme.spacing(1, 0),
    },
  }),
  { name: 'FleetDriftList' },
);

type ListProps = {
  filters: DriftFilters;
  /** What the totals are of, for the file. */
  page: FleetDriftPage;
  without?: 'cluster' | 'component';
};

/** Drift as the reader chose to list it. */
export function DriftList(props: ListProps & { view: View }) {
  const { view, ...rest } = props;
  return view === 'episodes' ? (
    <Episodes {...rest} />
  ) : (
    // Lines by one thing are no lines by another.
    <Lines key={view} by={view} {...rest} />
  );
}

function Episodes(props: ListProps) {
  const { filters, page, without } = props;
  const classes = useStyles();
  const { sight, loadMore, isLoadingMore } = useDrift(filters);
  const { episode, open } = useEpisode();
  return (
    <SightView
      sight={sight}
      permission={fleetInstanceReadPermission.name}
      loading={<LoadingView rows={8} />}
    >
      {pages => {
        const episodes = pages.flatMap(({ items }) => items);
        return (
          <>
            <div className={classes.bar}>
              <DownloadCsvButton
                name={`fleet-drift-${page.asOf.slice(0, 10)}`}
                rows={episodes}
                columns={EPISODE_COLUMNS}
                coverage={driftCoverage(
                  page,
                  episodes.length,
                  page.totals.episodes,
                )}
              />
            </div>
            <EpisodeTable
              episodes={episodes}
              openId={episode}
              onOpen={open}
              orderKey={JSON.stringify(filters)}
              without={without}
              loadMore={loadMore}
              isLoadingMore={isLoadingMore}
            />
          </>
        );
      }}
    </SightView>
  );
}

function Lines(props: ListProps & { by: DriftGroupKind }) {
  const { by, filters, page } = props;
  const classes = useStyles();
  const { sight, loadMore, isLoadingMore } = useDriftLines(by, filters);
  const { episode, open } = useEpisode();
  return (
    <SightView
      sight={sight}
      permission={fleetInstanceReadPermission.name}
      loading={<LoadingView rows={8} />}
    >
      {pages => {
        // Lines come without the filter by what they are of, as facets need them.
        const chosen = chosenOf(filters, by);
        const lines = pages
          .flatMap(({ items }) => items)
          .filter(({ id }) => chosen.length === 0 || chosen.includes(id));
        const rest = {
          lines,
          orderKey: JSON.stringify(filters),
          loadMore,
          isLoadingMore,
        };
        if (by !== 'same') return <DriftLineTable by={by} {...rest} />;
        return (
          <>
            <div className={classes.bar}>
              <DownloadCsvButton
                name={`fleet-same-drift-${page.asOf.slice(0, 10)}`}
                rows={lines}
                columns={LINE_COLUMNS}
                coverage={driftCoverage(
                  page,
                  lines.length,
                  chosen.length > 0 ? lines.length : pages[0].total,
                )}
              />
            </div>
            <SameDriftTable
              filters={filters}
              openId={episode}
              onOpen={open}
              {...rest}
            />
          </>
        );
      }}
    </SightView>
  );
}
