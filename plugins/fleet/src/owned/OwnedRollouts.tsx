import { useSearchParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type RolloutPage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  FleetTable,
  SightView,
  useRollouts,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { LinkTabs } from '../shared';
import { useText } from '../translation';
import type { Owned } from './ownedBy';
import { useRolloutColumns } from './useRolloutColumns';

const IN_FLIGHT = ['running', 'paused'] as const;

const useStyles = makeStyles(
  theme => ({
    found: {
      margin: theme.spacing(1.5, 0, 1),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetOwnedRollouts' },
);

/**
 * The releases of what somebody owns: those on their way, or all that are known,
 * as the URL says.
 */
export function OwnedRollouts(props: { query: Owned['query'] }) {
  const [search] = useSearchParams();
  const isAll = search.get('releases') === 'all';
  const t = useText();
  const paged = useRollouts({
    ...props.query,
    ...(isAll ? {} : { lifeCycle: [...IN_FLIGHT] }),
  });
  const to = (which: 'all' | undefined) => {
    const next = new URLSearchParams(search);
    if (which) next.set('releases', which);
    else next.delete('releases');
    return `?${next}`;
  };
  return (
    <section aria-label={t('owned.label')}>
      <LinkTabs
        label={t('owned.which')}
        activeId={isAll ? 'all' : 'in-flight'}
        tabs={[
          { id: 'in-flight', to: to(undefined), title: t('owned.inFlight') },
          { id: 'all', to: to('all'), title: t('owned.all') },
        ]}
      />
      <SightView
        sight={paged.sight}
        permission={fleetInstanceReadPermission.name}
      >
        {pages => (
          <Found
            pages={pages}
            isAll={isAll}
            loadMore={paged.loadMore}
            isLoadingMore={paged.isLoadingMore}
          />
        )}
      </SightView>
    </section>
  );
}

function Found(props: {
  pages: RolloutPage[];
  isAll: boolean;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { pages, isAll, loadMore } = props;
  const [{ coverage, hidden, limited }] = pages;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const columns = useRolloutColumns();
  const rollouts = pages.flatMap(({ items }) => items);
  return (
    <>
      <CoverageBar
        coverage={coverage}
        hidden={hidden}
        limited={limited}
        clusterTo={id => links.cluster(id, { tab: 'systems' })}
      />
      {rollouts.length === 0 ? (
        <Nothing
          isAll={isAll}
          isLimited={limited !== undefined}
          isPartial={coverage.gapsTotal > 0}
        />
      ) : (
        <>
          <div className={classes.found}>
            {loadMore
              ? t('owned.foundMore', {
                  amount: rollouts.length.toLocaleString('en'),
                })
              : t('owned.found', { count: rollouts.length })}
          </div>
          <FleetTable
            label={t('owned.label')}
            columns={columns}
            rows={rollouts}
            rowId={({ id }) => id}
            orderKey={String(isAll)}
            loadMore={loadMore}
            isLoadingMore={props.isLoadingMore}
          />
        </>
      )}
    </>
  );
}

/** That nothing is there says something only where everything was read. */
function Nothing(props: {
  isAll: boolean;
  isLimited: boolean;
  isPartial: boolean;
}) {
  const { isAll, isLimited, isPartial } = props;
  const t = useText();
  if (isLimited) {
    return (
      <EmptyView title={t('owned.limitedTitle')}>
        {t('owned.limitedText')}
      </EmptyView>
    );
  }
  if (isPartial) {
    return (
      <EmptyView title={t('owned.unreadTitle')}>
        {t('owned.unreadText')}
      </EmptyView>
    );
  }
  return (
    <EmptyView title={t(isAll ? 'owned.neverTitle' : 'owned.emptyTitle')}>
      {t(isAll ? 'owned.neverText' : 'owned.emptyText')}
    </EmptyView>
  );
}
