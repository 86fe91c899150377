import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetClusterReadPermission,
  type ListSkewQuery,
  type SkewPage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  DetailDrawer,
  EmptyView,
  FacetFilter,
  LoadingView,
  SightView,
  useDetail,
  useSkew,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { FilteredView, SearchField, useListFilters } from '../shared';
import { useText } from '../translation';
import { aspectOf } from './aspects';
import { AspectTabs } from './AspectTabs';
import { SkewDetail } from './SkewDetail';
import { lineId, SkewTable } from './SkewTable';
import { useTraitName } from './TraitName';
import { useGroupName } from './useGroupName';

const KEYS = ['group', 'region'] as const;
/** More are not taken by the server. */
const MOST = 50;

const useStyles = makeStyles(
  theme => ({
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      margin: theme.spacing(1.5, 0, 1),
    },
    found: {
      margin: theme.spacing(1, 0),
      fontSize: 13,
      color: theme.palette.text.secondary,
      '& strong': { color: theme.palette.text.primary, fontWeight: 600 },
    },
  }),
  { name: 'FleetSkewView' },
);

/** In what clusters that should be alike are not. */
export function SkewView() {
  const [search] = useSearchParams();
  const aspect = aspectOf(search.get('aspect'));
  const list = useListFilters(KEYS);
  const { filters } = list;
  const classes = useStyles();
  const t = useText();
  const { idName } = useGroupName();
  const query = useMemo<ListSkewQuery>(
    () => ({
      ...(aspect === 'all' ? {} : { aspect: [aspect] }),
      ...(filters.group.length > 0
        ? { group: filters.group.slice(0, MOST) }
        : {}),
      ...(filters.region.length > 0
        ? { region: filters.region.slice(0, MOST) }
        : {}),
      ...(filters.text ? { text: filters.text } : {}),
    }),
    [aspect, filters],
  );
  const { sight, loadMore, isLoadingMore } = useSkew(query);
  const facets = sight.kind === 'ready' ? sight.data[0].facets : undefined;
  return (
    <>
      <AspectTabs />
      <div className={classes.toolbar}>
        <SearchField
          label={t('skew.search')}
          text={filters.text}
          onChange={list.setText}
        />
        <FacetFilter
          groups={[
            {
              key: 'group' as const,
              title: t('skew.columns.group'),
              values: facets?.group.values ?? [],
              chosen: filters.group,
              textOf: idName,
            },
            {
              key: 'region' as const,
              title: t('attributes.region'),
              values: facets?.region.values ?? [],
              chosen: filters.region,
            },
          ]}
          onToggle={list.toggle}
          onClear={list.clear}
        />
      </div>
      <SightView
        sight={sight}
        permission={fleetClusterReadPermission.name}
        loading={<LoadingView rows={12} />}
      >
        {pages => (
          <Found
            pages={pages}
            isFiltered={list.isActive || aspect !== 'all'}
            onClear={list.clear}
            orderKey={JSON.stringify(query)}
            loadMore={loadMore}
            isLoadingMore={isLoadingMore}
          />
        )}
      </SightView>
    </>
  );
}

function Found(props: {
  pages: SkewPage[];
  isFiltered: boolean;
  onClear: () => void;
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { pages } = props;
  const [{ totals, coverage, hidden, limited, withheld, ungrouped, basis }] =
    pages;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const traitName = useTraitName();
  const { detail, close } = useDetail();
  const lines = pages.flatMap(page => page.items);
  const opened = lines.find(line => lineId(line) === detail);
  const notes = [
    ...(withheld
      ? [
          t('skew.withheld', {
            aspects: withheld.map(each => t(`skew.aspects.${each}`)).join(', '),
          }),
        ]
      : []),
    ...(ungrouped > 0
      ? [
          t('skew.ungrouped', {
            count: ungrouped,
            amount: ungrouped.toLocaleString('en'),
          }),
        ]
      : []),
    ...(basis.origin === 'refused' ? [t('skew.refused')] : []),
  ];
  return (
    <>
      <CoverageBar
        coverage={coverage}
        hidden={hidden}
        limited={limited}
        clusterTo={id => links.cluster(id, { tab: 'systems' })}
      />
      {notes.map(note => (
        <div key={note} className={classes.found}>
          {note}
        </div>
      ))}
      {lines.length > 0 && (
        <>
          <div className={classes.found}>
            <strong>
              {t('skew.found', {
                differing: totals.differing.toLocaleString('en'),
                lines: totals.lines.toLocaleString('en'),
              })}
            </strong>
            {totals.unknown > 0 &&
              ` ${t('skew.foundUnknown', {
                count: totals.unknown,
                amount: totals.unknown.toLocaleString('en'),
              })}`}
          </div>
          <SkewTable
            lines={lines}
            orderKey={props.orderKey}
            loadMore={props.loadMore}
            isLoadingMore={props.isLoadingMore}
          />
          <DetailDrawer
            title={opened ? traitName(opened) : ''}
            open={opened !== undefined}
            onClose={close}
          >
            {opened && <SkewDetail line={opened} />}
          </DetailDrawer>
        </>
      )}
      {lines.length === 0 &&
        (props.isFiltered ? (
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
