import { makeStyles } from '@material-ui/core/styles';
import {
  fleetFindingReadPermission,
  type Finding,
  type FindingPage,
  type FindingResult,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  FacetFilter,
  useClusterFindings,
} from '@fleetview/backstage-plugin-fleet-react';
import { PagedList, type Narrowing } from '../cluster/PagedList';
import { SearchField, useListFilters } from '../shared';
import { objectName } from '../statements/fields/TextLines';
import { useText } from '../translation';
import { chosenAlone } from './chosenAlone';
import { FindingTable } from './FindingTable';
import { RepeatsSaid } from './RepeatsSaid';

const NARROWING = [
  'result',
  'severity',
  'engine',
  'policy',
  'repeating',
] as const;
const KEYS = [...NARROWING, 'repeated'] as const;
const RESULTS: FindingResult[] = [
  'fail',
  'error',
  'warn',
  'unknown',
  'exempt',
  'skip',
  'pass',
];
const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

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
  { name: 'FleetFindingsTab' },
);

/** What policies found on a cluster. */
export function FindingsTab(props: { clusterId: string }) {
  const classes = useStyles();
  const t = useText();
  const list = useListFilters(KEYS);
  const { filters } = list;
  const [repeating] = filters.repeating;
  const isRepeated = filters.repeated.includes('true');
  const paged = useClusterFindings(props.clusterId, {
    ...chosenAlone({
      result: RESULTS.filter(each => filters.result.includes(each)),
      severity: SEVERITIES.filter(each => filters.severity.includes(each)),
      engine: filters.engine,
      policy: filters.policy,
    }),
    ...(filters.text ? { text: filters.text } : {}),
    ...(isRepeated ? { repeated: true } : {}),
    ...(repeating ? { repeating } : {}),
  });
  // To show repeats narrows nothing.
  const isNarrowed =
    filters.text !== '' || NARROWING.some(key => filters[key].length > 0);
  const narrowing: Narrowing<FindingPage> = {
    isActive: isNarrowed,
    toolbar: first => {
      const { totals } = first;
      if (totals.total === 0 && !isNarrowed) return undefined;
      const results = new Map(
        totals.results.map(({ result, count }) => [result, count]),
      );
      const severities = new Map(
        totals.severities.map(({ severity, count }) => [severity, count]),
      );
      const named = (values: { name: string; count: number }[]) =>
        values.map(({ name, count }) => ({ value: name, count }));
      return (
        <div className={classes.toolbar}>
          <SearchField
            label={t('findings.search')}
            text={filters.text}
            onChange={list.setText}
          />
          <FacetFilter
            groups={[
              {
                key: 'result' as const,
                title: t('findings.columns.result'),
                values: RESULTS.map(value => ({
                  value,
                  count: results.get(value) ?? 0,
                })),
                chosen: filters.result,
                textOf: value =>
                  t(`findings.results.${value as FindingResult}`),
              },
              {
                key: 'severity' as const,
                title: t('findings.columns.severity'),
                values: SEVERITIES.map(value => ({
                  value,
                  count: severities.get(value) ?? 0,
                })),
                chosen: filters.severity,
                textOf: value => t(`findings.severities.${value as Severity}`),
              },
              {
                key: 'engine' as const,
                title: t('findings.detail.engine'),
                values: named(totals.engines),
                chosen: filters.engine,
                textOf: engineName,
              },
              {
                key: 'policy' as const,
                title: t('findings.columns.policy'),
                values: named(totals.policies),
                chosen: filters.policy,
              },
              {
                key: 'repeating' as const,
                title: t('findings.repeats.filter'),
                values: [],
                chosen: filters.repeating.slice(0, 1),
                textOf: () =>
                  nameOfRepeated(first.items) ?? t('findings.repeats.thatOne'),
              },
            ]}
            onToggle={list.toggle}
            onClear={list.clear}
          />
          <span className={classes.said}>
            {t('findings.count', {
              count: totals.total,
              amount: totals.total.toLocaleString('en'),
            })}
            {totals.stale > 0 &&
              ` · ${t('findings.stale', {
                amount: totals.stale.toLocaleString('en'),
              })}`}
          </span>
          {!repeating && (
            <RepeatsSaid
              className={classes.said}
              totals={totals}
              isShown={isRepeated}
            />
          )}
        </div>
      );
    },
    title: t('findings.filteredTitle'),
    clear: list.clear,
  };
  return (
    <PagedList
      paged={paged}
      permission={fleetFindingReadPermission.name}
      narrowing={narrowing}
      emptyTitle={t('findings.emptyTitle')}
      emptyText={t('findings.emptyText')}
    >
      {items => (
        <FindingTable
          findings={items}
          orderKey={JSON.stringify(filters)}
          loadMore={paged.loadMore}
          isLoadingMore={paged.isLoadingMore}
        />
      )}
    </PagedList>
  );
}

/** What findings repeat that all repeat one. */
function nameOfRepeated([first]: readonly Finding[]): string | undefined {
  return first?.repeats && objectName(first.repeats.resource);
}
