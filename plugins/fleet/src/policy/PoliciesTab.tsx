import { makeStyles } from '@material-ui/core/styles';
import {
  ENFORCEMENTS,
  fleetFindingReadPermission,
  HEALTH_STATES,
  SEVERITIES,
  type Enforcement,
  type Health,
  type PolicyPage,
  type Severity,
  type StatementType,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  FacetFilter,
  useClusterPolicies,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import { PagedList, type Narrowing } from '../cluster/PagedList';
import { SearchField, useListFilters } from '../shared';
import { StatementTable } from '../statements/StatementTable';
import { useText } from '../translation';
import { chosenAlone } from './chosenAlone';

const KEYS = [
  'type',
  'engine',
  'enforcement',
  'state',
  'severity',
  'category',
] as const;
const TYPES: StatementType[] = ['policy', 'exception'];

const useStyles = makeStyles(
  theme => ({
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
    },
    said: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'FleetPoliciesTab' },
);

type List = ReturnType<typeof useListFilters<(typeof KEYS)[number]>>;

/** The policies of a cluster, and what is exempt from them. */
export function PoliciesTab(props: { clusterId: string }) {
  const t = useText();
  const list = useListFilters(KEYS);
  const { filters } = list;
  const paged = useClusterPolicies(props.clusterId, {
    ...chosenAlone({
      type: TYPES.filter(each => filters.type.includes(each)),
      engine: filters.engine,
      enforcement: ENFORCEMENTS.filter(each =>
        filters.enforcement.includes(each),
      ),
      state: HEALTH_STATES.filter(each => filters.state.includes(each)),
      severity: SEVERITIES.filter(each => filters.severity.includes(each)),
      category: filters.category,
    }),
    ...(filters.text ? { text: filters.text } : {}),
  });
  const narrowing: Narrowing<PolicyPage> = {
    isActive: list.isActive,
    toolbar: ({ totals }) =>
      (totals.total > 0 || list.isActive) && (
        <Toolbar totals={totals} list={list} />
      ),
    title: t('statements.filteredTitle'),
    clear: list.clear,
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

function Toolbar({
  totals,
  list,
}: Pick<PolicyPage, 'totals'> & { list: List }) {
  const { filters } = list;
  const classes = useStyles();
  const t = useText();
  const { statusText } = useFleetText();
  return (
    <div className={classes.toolbar}>
      <SearchField
        label={t('statements.search')}
        text={filters.text}
        onChange={list.setText}
      />
      <FacetFilter
        groups={[
          {
            key: 'type' as const,
            title: t('statements.type'),
            values: inOrder(
              TYPES,
              totals.types.map(({ type, count }) => [type, count]),
            ),
            chosen: filters.type,
            textOf: value => t(`statements.types.${value as StatementType}`),
          },
          {
            key: 'engine' as const,
            title: t('statements.detail.system'),
            values: named(totals.engines),
            chosen: filters.engine,
            textOf: engineName,
          },
          {
            key: 'enforcement' as const,
            title: t('policies.detail.enforcement'),
            values: inOrder(
              ENFORCEMENTS,
              totals.enforcements.map(each => [each.enforcement, each.count]),
            ),
            chosen: filters.enforcement,
            textOf: value => t(`policies.enforcements.${value as Enforcement}`),
          },
          {
            key: 'state' as const,
            title: t('statements.columns.state'),
            values: inOrder(
              HEALTH_STATES,
              totals.states.map(({ state, count }) => [state, count]),
            ),
            chosen: filters.state,
            textOf: value => statusText(value as Health),
          },
          {
            key: 'severity' as const,
            title: t('findings.columns.severity'),
            values: inOrder(
              SEVERITIES,
              totals.severities.map(each => [each.severity, each.count]),
            ),
            chosen: filters.severity,
            textOf: value => t(`findings.severities.${value as Severity}`),
          },
          {
            key: 'category' as const,
            title: t('findings.detail.category'),
            values: named(totals.categories),
            chosen: filters.category,
          },
        ]}
        onToggle={list.toggle}
        onClear={list.clear}
      />
      <span className={classes.said}>
        {t('policies.count', {
          count: totals.total,
          amount: totals.total.toLocaleString('en'),
        })}
      </span>
    </div>
  );
}

/** Of values in their order those of which there is anything. */
function inOrder<Value extends string>(
  values: readonly Value[],
  counts: (readonly [Value, number])[],
): { value: Value; count: number }[] {
  const known = new Map(counts);
  return values.flatMap(value => {
    const count = known.get(value) ?? 0;
    return count > 0 ? [{ value, count }] : [];
  });
}

function named(values: readonly { name: string; count: number }[]) {
  return values.map(({ name, count }) => ({ value: name, count }));
}
