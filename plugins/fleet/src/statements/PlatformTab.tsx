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
import { SearchField } from '../shared';
import { useText } from '../translation';
import { StatementTable } from './StatementTable';
import {
  STATEMENT_TYPES,
  useStatementFilters,
  type StatementFilters,
} from './useStatementFilters';

const NO_FILTERS: StatementFilters = { type: [], text: '' };

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
  const [filters, change] = useStatementFilters();
  const paged = useClusterStatements(props.clusterId, {
    role: ['on'],
    ...(filters.type.length > 0 ? { type: filters.type } : {}),
    ...(filters.text ? { text: filters.text } : {}),
  });
  const isActive = filters.type.length > 0 || filters.text !== '';
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
            onChange={text => change({ text })}
          />
          <FacetFilter
            groups={[
              {
                key: 'type' as const,
                title: t('statements.type'),
                values: STATEMENT_TYPES.map(value => ({
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
            onToggle={(_key, value) =>
              change({
                type: STATEMENT_TYPES.filter(
                  each => filters.type.includes(each) !== (each === value),
                ),
              })
            }
            onClear={() => change({ type: [] })}
          />
        </div>
      );
    },
    title: t('statements.filteredTitle'),
    clear: () => change(NO_FILTERS),
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
