import { useMemo, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetClusterReadPermission,
  type ClusterPage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CLUSTER_FILTER_KEYS,
  CoverageBar,
  EmptyView,
  LoadingView,
  SightView,
  type ClusterFilters,
} from '@fleetview/backstage-plugin-fleet-react';
import { ClusterFacets, FilteredView, SearchField } from '../../shared';
import { useText } from '../../translation';
import {
  FieldFrame,
  titleOf,
  useToggle,
  valueOfField,
  type FieldProps,
} from '../choice';
import { ClusterList } from './ClusterList';
import { readClusterOptions } from './clusterOptions';
import { ComponentGate } from './ComponentGate';
import { componentOf } from './componentOf';
import { ChosenClusters } from './ChosenClusters';
import { PlacesNote } from './PlacesNote';
import { useEveryCluster } from './useEveryCluster';

/** What the list can be narrowed by. */
const FACETS = [
  'region',
  'environment',
  'tier',
  'provider',
  'owner',
  'reachability',
] as const;

const NO_PAGES: readonly ClusterPage[] = [];

const useStyles = makeStyles(
  theme => ({
    toolbar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.75, 1.5),
    },
    quiet: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'FleetClusterPicker' },
);

/**
 * Chooses clusters in a form of the scaffolder, inside a provider.
 */
export function ClusterPickerField(props: FieldProps) {
  const { uiSchema, formContext } = props;
  const classes = useStyles();
  const t = useText();
  const said = JSON.stringify(uiSchema?.['ui:options'] ?? {});
  const options = useMemo(
    () => readClusterOptions({ 'ui:options': JSON.parse(said) }),
    [said],
  );
  const [filters, setFilters] = useState<ClusterFilters>(options.filters);
  const [text, setText] = useState('');
  const clusters = useEveryCluster(filters, text);
  const { sight } = clusters;
  const { chosen, several, isFull, toggle } = useToggle(props);
  const component =
    options.ownerAware && options.componentField
      ? componentOf(valueOfField(formContext?.formData, options.componentField))
      : undefined;
  const isFiltered =
    text !== '' || CLUSTER_FILTER_KEYS.some(key => filters[key]?.length);
  const clear = () => {
    setFilters({});
    setText('');
  };
  return (
    <FieldFrame field={props}>
      <ChosenClusters
        chosen={chosen}
        options={options}
        pages={sight.kind === 'ready' ? sight.data : NO_PAGES}
        isAll={clusters.isComplete && !isFiltered}
        onRemove={toggle}
        isDisabled={props.disabled || props.readonly}
      />
      <div className={classes.toolbar}>
        <SearchField
          label={t('clusters.search')}
          text={text}
          onChange={setText}
        />
        <ClusterFacets
          keys={FACETS}
          facets={sight.kind === 'ready' ? sight.data[0].facets : {}}
          filters={filters}
          onChange={setFilters}
        />
      </div>
      <SightView
        sight={sight}
        permission={fleetClusterReadPermission.name}
        loading={<LoadingView rows={5} />}
      >
        {pages => (
          <>
            <CoverageBar
              coverage={pages[0].coverage}
              hidden={pages[0].hidden}
              limited={pages[0].limited}
            />
            {pages[0].items.length === 0 ? (
              <NoClusters
                page={pages[0]}
                isFiltered={isFiltered}
                onClear={clear}
              />
            ) : (
              <ComponentGate component={component}>
                {places => (
                  <>
                    {options.ownerAware && (
                      <PlacesNote component={component} places={places} />
                    )}
                    <ClusterList
                      label={titleOf(props)}
                      pages={pages}
                      options={options}
                      places={
                        places?.kind === 'ready' ? places.data : undefined
                      }
                      chosen={chosen}
                      several={several}
                      onToggle={toggle}
                      isDisabled={props.disabled || props.readonly}
                      isRequired={props.required}
                      isInvalid={Boolean(props.rawErrors?.length)}
                    />
                  </>
                )}
              </ComponentGate>
            )}
            {clusters.isCut && (
              <div className={classes.quiet} role="status">
                {t('fields.clusters.cut', {
                  total: pages[0].totals.clusters.toLocaleString('en'),
                })}
              </div>
            )}
          </>
        )}
      </SightView>
      {isFull && (
        <div className={classes.quiet} role="status">
          {t('fields.full', { most: String(props.schema.maxItems) })}
        </div>
      )}
    </FieldFrame>
  );
}

function NoClusters(props: {
  page: ClusterPage;
  isFiltered: boolean;
  onClear: () => void;
}) {
  const t = useText();
  if (props.isFiltered) {
    return (
      <FilteredView
        title={t('overview.filteredEmptyTitle')}
        onClear={props.onClear}
      />
    );
  }
  const isLimited = props.page.limited?.includes('clusters');
  return (
    <EmptyView
      title={t(isLimited ? 'overview.limitedTitle' : 'overview.emptyTitle')}
    >
      {t(isLimited ? 'overview.limitedText' : 'overview.emptyText')}
    </EmptyView>
  );
}
