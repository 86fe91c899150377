import { makeStyles } from '@material-ui/core/styles';
import {
  fleetFindingReadPermission,
  type StatementPage,
} from '@fleetview/backstage-plugin-fleet-common';
import { useClusterPolicies } from '@fleetview/backstage-plugin-fleet-react';
import { PagedList, type Narrowing } from '../cluster/PagedList';
import { SearchField, useListFilters } from '../shared';
import { StatementTable } from '../statements/StatementTable';
import { useText } from '../translation';

const NO_KEYS: readonly never[] = [];

const useStyles = makeStyles(
  { toolbar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center' } },
  { name: 'FleetPoliciesTab' },
);

/** The policies of a cluster, and what is exempt from them. */
export function PoliciesTab(props: { clusterId: string }) {
  const classes = useStyles();
  const t = useText();
  const { filters, isActive, setText, clear } = useListFilters(NO_KEYS);
  const paged = useClusterPolicies(
    props.clusterId,
    filters.text ? { text: filters.text } : {},
  );
  const narrowing: Narrowing<StatementPage> = {
    isActive,
    toolbar: ({ totals }) =>
      totals.total === 0 && !isActive ? undefined : (
        <div className={classes.toolbar}>
          <SearchField
            label={t('statements.search')}
            text={filters.text}
            onChange={setText}
          />
        </div>
      ),
    title: t('statements.filteredTitle'),
    clear,
  };
  return (
    <PagedList
      paged={paged}
      permission={fleetFindingReadPermission.name}
      narrowing={narrowing}
      emptyTitle={t('policies.emptyTitle')}
      emptyText={t('policies.emptyText')}
    >
      {items => (
        <StatementTable
          label={t('policies.label')}
          statements={items}
          orderKey={JSON.stringify(filters)}
          loadMore={paged.loadMore}
          isLoadingMore={paged.isLoadingMore}
        />
      )}
    </PagedList>
  );
}
