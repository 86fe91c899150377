import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetClusterReadPermission,
  SKEW_COMPARISONS,
  type CompareSkewQuery,
  type SkewComparison,
  type SkewComparisonPage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  FacetFilter,
  LoadingView,
  SightView,
  UntrustedText,
  useSkewComparison,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { FilteredView, useListFilters } from '../shared';
import { useText } from '../translation';
import { aspectOf } from './aspects';
import { AspectTabs } from './AspectTabs';
import { BesideChoice } from './BesideChoice';
import { ComparisonTable } from './ComparisonTable';
import { useGroupName } from './useGroupName';

const KEYS = ['verdict'] as const;

const useStyles = makeStyles(
  theme => ({
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
    },
    heading: { margin: 0, fontSize: 18, fontWeight: 600, lineHeight: '26px' },
    toolbar: { margin: theme.spacing(1.5, 0, 1) },
    note: {
      margin: theme.spacing(1, 0),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetSkewComparisonView' },
);

/** Two clusters beside each other, or one beside its group. */
export function ComparisonView(props: { clusters: string[] }) {
  const { clusters } = props;
  const [search] = useSearchParams();
  const aspect = aspectOf(search.get('aspect'));
  const list = useListFilters(KEYS);
  const verdict = SKEW_COMPARISONS.filter(each =>
    list.filters.verdict.includes(each),
  );
  const chosen = verdict.join(' ');
  const query = useMemo<CompareSkewQuery>(
    () => ({
      cluster: clusters,
      ...(clusters.length > 1 ? {} : { against: 'mode' as const }),
      ...(aspect === 'all' ? {} : { aspect: [aspect] }),
      ...(chosen ? { verdict: chosen.split(' ') as SkewComparison[] } : {}),
    }),
    [clusters, aspect, chosen],
  );
  const { sight, loadMore, isLoadingMore } = useSkewComparison(query);
  return (
    <SightView
      sight={sight}
      permission={fleetClusterReadPermission.name}
      loading={<LoadingView rows={12} />}
    >
      {pages => (
        <Found
          pages={pages}
          verdict={verdict}
          onToggle={value => list.toggle('verdict', value)}
          onClear={list.clear}
          orderKey={JSON.stringify(query)}
          loadMore={loadMore}
          isLoadingMore={isLoadingMore}
        />
      )}
    </SightView>
  );
}

function Found(props: {
  pages: SkewComparisonPage[];
  verdict: SkewComparison[];
  onToggle: (verdict: string) => void;
  onClear: () => void;
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { pages, verdict } = props;
  const [page] = pages;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const items = pages.flatMap(each => each.items);
  const isNowhere = !page.right && !page.group;
  return (
    <>
      <Heading page={page} />
      <AspectTabs />
      <div className={classes.toolbar}>
        <FacetFilter
          groups={[
            {
              key: 'verdict' as const,
              title: t('skew.columns.verdict'),
              values: SKEW_COMPARISONS.map(value => ({
                value: value as string,
                count: page.totals[value],
              })),
              chosen: verdict,
              textOf: value => t(`skew.verdicts.${value as SkewComparison}`),
            },
          ]}
          onToggle={(_key, value) => props.onToggle(value)}
          onClear={props.onClear}
        />
      </div>
      <CoverageBar
        coverage={page.coverage}
        hidden={page.hidden}
        limited={page.limited}
        clusterTo={id => links.cluster(id, { tab: 'systems' })}
      />
      {page.withheld && (
        <div className={classes.note}>
          {t('skew.withheld', {
            aspects: page.withheld
              .map(each => t(`skew.aspects.${each}`))
              .join(', '),
          })}
        </div>
      )}
      {items.length > 0 && (
        <ComparisonTable
          items={items}
          left={page.left.name}
          right={page.right?.name}
          orderKey={props.orderKey}
          loadMore={props.loadMore}
          isLoadingMore={props.isLoadingMore}
        />
      )}
      {items.length === 0 && isNowhere && (
        <EmptyView title={t('skew.nowhereTitle')}>
          {t('skew.nowhereText')}
        </EmptyView>
      )}
      {items.length === 0 &&
        !isNowhere &&
        (verdict.length > 0 ? (
          <FilteredView
            title={t('skew.filteredTitle')}
            onClear={props.onClear}
          />
        ) : (
          <EmptyView title={t('skew.emptyTitle')}>
            {t('skew.emptyText')}
          </EmptyView>
        ))}
    </>
  );
}

function Heading(props: { page: SkewComparisonPage }) {
  const { left, right, group } = props.page;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const { groupName } = useGroupName();
  const beside = () => {
    if (right) return right.name;
    return group
      ? t('skew.itsGroup', {
          group: groupName(group.group),
          amount: group.clusters.toLocaleString('en'),
        })
      : t('skew.noGroup');
  };
  return (
    <div className={classes.head}>
      <h2 className={classes.heading}>
        <UntrustedText
          text={t('skew.beside', { left: left.name, right: beside() })}
        />
      </h2>
      <BesideChoice left={left.id} right={right?.id} />
      <Link to={links.cluster(left.id)}>
        {t('skew.clusterPage', { name: left.name })}
      </Link>
      <Link to={links.skew()}>{t('skew.allGroups')}</Link>
    </div>
  );
}
