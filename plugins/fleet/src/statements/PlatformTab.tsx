import { makeStyles } from '@material-ui/core/styles';
import type {
  StatementPage,
  StatementType,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  FacetFilter,
  useClusterStatements,
} from '@fleetview/backstage-plugin-fleet-react';
import { PagedList, type Narrowing } from '../cluster/PagedList';
import { SearchField, useListFilters } from '../shared';
import { useText } from '../translation';
import { StatementTable } from './StatementTable';

const KEYS = ['type'] as const;

/** In the order in which they are asked for. */
const TYPES: StatementType[] = [
  'placement',
  'source',
  'freeze',
  'service',
  'autoscaler',
  'analysis',
  'lease',
  'quota',
  'access',
  'cluster',
  'pool',
  'agent',
];

const useStyles = makeStyles(
  theme => ({
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
    },
  }),
  { name: 'FleetPlatformTab' },
);

/**
 * What is read on a cluster that is neither workload, delivery nor node.
 */
export function PlatformTab(props: { clusterId: string }) {
  const classes = useStyles();
  const t = useText();
  const { filters, isActive, setText, toggle, clear } = useListFilters(KEYS);
  const types = TYPES.filter(each => filters.type.includes(each));
  const paged = useClusterStatements(props.clusterId, {
    role: ['on'],
    ...(types.length > 0 ? { type: types } : {}),
    ...(filters.text ? { text: filters.text } : {}),
  });
  const narrowing: Narrowing<StatementPage> = {
    isActive,
    toolbar: ({ totals }) => {
      const counts = new Map(
        totals.types.map(({ type, count }) => [type, count]),
      );
      if (counts.size === 0 && !isActive) return undefined;
      return (
        <div className={classes.toolbar}>
          <SearchField
            label={t('statements.search')}
            text={filters.text}
            onChange={setText}
          />
          <FacetFilter
            groups={[
              {
                key: 'type' as const,
                title: t('statements.type'),
                values: TYPES.map(value => ({
                  value,
                  count: counts.get(value) ?? 0,
                })).filter(
                  ({ value, count }) =>
                    count > 0 || filters.type.includes(value),
                ),
                chosen: filters.type,
                textOf: value =>
                  t(`statements.types.${value as StatementType}`),
              },
            ]}
            onToggle={toggle}
            onClear={clear}
          />
        </div>
      );
    },
    title: t('statements.filteredTitle'),
    clear,
  };
  return (
    <PagedList
      paged={paged}
      narrowing={narrowing}
      emptyTitle={t('cluster.empty.platformTitle')}
      emptyText={t('cluster.empty.platformText')}
    >
      {items => (
        <StatementTable
          statements={items}
          orderKey={JSON.stringify(filters)}
          loadMore={paged.loadMore}
          isLoadingMore={paged.isLoadingMore}
        />
      )}
    </PagedList>
  );
}
