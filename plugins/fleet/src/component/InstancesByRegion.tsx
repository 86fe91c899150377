import { useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type {
  ComponentFleet,
  Instance,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  FleetTable,
  useDetail,
  useFleetText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { ActionDialog, RowActionButton } from '../actions';
import { InstanceDetail } from '../instances/InstanceDetail';
import { useInstanceColumns } from '../instances/useInstanceColumns';
import { useWhy } from '../rollouts/useWhy';
import { FilteredView } from '../shared';
import { useText } from '../translation';
import { RegionHeading } from './RegionHeading';
import { regionsOf } from './regionsOf';
import {
  passesFilter,
  type InstanceView,
  type MemberFilter,
} from './useInstanceView';

/** Of a row that says why below how it is. */
const STACKED_HEIGHT = 52;

const useStyles = makeStyles(
  theme => ({
    filter: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0, 1),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetInstancesByRegion' },
);

/**
 * Where a component runs, by region, the worst first: what somebody has to look
 * at stands on top, whatever it is called.
 */
export function InstancesByRegion(props: {
  component: ComponentFleet;
  view: InstanceView;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { component, view } = props;
  const { instances } = component;
  const { collapsed, toggle, filter, clearFilter } = view;
  const t = useText();
  const { detail, close } = useDetail();
  const why = useWhy();
  const whyOf = useMemo(
    () => ({
      openId: why.why,
      idOf: (instance: Instance) => instance.cluster.id,
      open: (instance: Instance) => why.open(instance.cluster.id),
    }),
    [why],
  );
  const [actingOn, actOn] = useState<string>();
  const isTight = useMediaQuery('(max-width: 1199px)', { noSsr: true });
  // Where nothing has to be explained a row is as high as everywhere.
  const isStacked = isTight && instances.some(needsWords);
  const described = useInstanceColumns('where', whyOf, isStacked);
  const columns = useMemo<FleetColumn<Instance>[]>(
    () => [
      ...described,
      {
        id: 'act',
        title: t('actions.column'),
        width: 60,
        align: 'right',
        render: instance => (
          <RowActionButton
            of={instance.cluster.name}
            isOpen={actingOn === instance.id}
            onClick={() => actOn(instance.id)}
          />
        ),
      },
    ],
    [described, t, actingOn],
  );
  const sections = useMemo(
    () =>
      regionsOf(instances.filter(item => passesFilter(item, filter))).map(
        ({ region, rows, counts }) => {
          const isOpen = !collapsed.has(region);
          return {
            id: region,
            title: (
              <RegionHeading
                region={region}
                counts={counts}
                isOpen={isOpen}
                onToggle={() => toggle(region)}
              />
            ),
            rows: isOpen ? rows : [],
          };
        },
      ),
    [instances, filter, collapsed, toggle],
  );
  const opened =
    why.why === undefined
      ? instances.find(instance => instance.id === detail)
      : undefined;
  return (
    <>
      {filter && <FilterBar filter={filter} onClear={clearFilter} />}
      {sections.length === 0 && filter ? (
        <FilteredView
          title={t('rollout.filteredTitle')}
          onClear={clearFilter}
        />
      ) : (
        <FleetTable
          label={t('instance.label')}
          columns={columns}
          sections={sections}
          rowId={instance => instance.id}
          orderKey={JSON.stringify([[...collapsed], filter])}
          isStale={instance => !instance.currency.current}
          onOpen={instance => why.openDetail(instance.id)}
          openId={opened?.id}
          rowHeight={isStacked ? STACKED_HEIGHT : undefined}
          loadMore={props.loadMore}
          isLoadingMore={props.isLoadingMore}
        />
      )}
      <DetailDrawer
        title={opened ? `${opened.cluster.name} · ${opened.namespace}` : ''}
        open={opened !== undefined}
        onClose={close}
      >
        {opened && <InstanceDetail instance={opened} />}
      </DetailDrawer>
      {actingOn !== undefined && (
        <ActionDialog instanceId={actingOn} onClose={() => actOn(undefined)} />
      )}
    </>
  );
}

/** Whether more is said of an instance than how it is. */
function needsWords({ rollout, message, behind }: Instance): boolean {
  return Boolean(rollout?.reason || message || behind);
}

function FilterBar(props: { filter: MemberFilter; onClear: () => void }) {
  const { filter, onClear } = props;
  const classes = useStyles();
  const t = useText();
  const { statusText } = useFleetText();
  return (
    <div className={classes.filter} role="status">
      {t('rollout.filter')}{' '}
      {t('rollout.filterWave', {
        wave: String(filter.wave + 1),
        state: statusText(filter.status),
      })}
      <Button size="small" onClick={onClear}>
        {t('rollout.filterClear')}
      </Button>
    </div>
  );
}
