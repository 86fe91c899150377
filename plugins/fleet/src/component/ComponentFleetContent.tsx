import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  fleetInstanceReadPermission,
  type ComponentFleet,
  type EntityKey,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  DetailDrawer,
  FleetQueryProvider,
  FleetTable,
  groupByRegion,
  LoadingView,
  SightView,
  UNASSIGNED,
  useComponentFleet,
  useComponentTransitions,
  useDetail,
} from '@fleetview/backstage-plugin-fleet-react';
import { HistoryTable } from '../history/HistoryTable';
import { InstanceDetail } from '../instances/InstanceDetail';
import { useInstanceColumns } from '../instances/useInstanceColumns';
import { useFleetLinks } from '../routing';
import { Section } from '../shared';
import { useText } from '../translation';
import { ComponentSummary } from './ComponentSummary';
import { HowToBind } from './HowToBind';
import { NotHereList } from './NotHereList';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2, 0, 4),
      fontSize: 14,
      lineHeight: '20px',
    },
  }),
  { name: 'FleetComponentContent' },
);

/**
 * The Fleet tab of a component: where it runs, in which version and how it is,
 * and where it does not run and why.
 *
 * @public
 */
export function EntityFleetContent() {
  const { entity } = useEntity();
  return (
    <FleetQueryProvider>
      <ComponentFleetContent
        entity={{
          kind: entity.kind.toLocaleLowerCase('en'),
          namespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
          name: entity.metadata.name,
        }}
      />
    </FleetQueryProvider>
  );
}

/**
 * The same for any entity, inside a provider.
 */
export function ComponentFleetContent(props: { entity: EntityKey }) {
  const { entity } = props;
  const classes = useStyles();
  const { sight, loadMore, isLoadingMore } = useComponentFleet(entity);
  return (
    <div className={classes.root} data-fleet-content>
      <SightView
        sight={sight}
        permission={fleetInstanceReadPermission.name}
        loading={<LoadingView shape="header" rows={8} />}
      >
        {pages => (
          <Found
            component={{
              ...pages[0],
              instances: pages.flatMap(({ instances }) => instances),
              nextCursor: pages[pages.length - 1].nextCursor,
            }}
            entity={entity}
            loadMore={loadMore}
            isLoadingMore={isLoadingMore}
          />
        )}
      </SightView>
    </div>
  );
}

type Paging = { loadMore?: () => void; isLoadingMore: boolean };

function Found(
  props: { component: ComponentFleet; entity: EntityKey } & Paging,
) {
  const { component, entity, loadMore, isLoadingMore } = props;
  const links = useFleetLinks();
  return (
    <>
      <CoverageBar
        coverage={component.coverage}
        hidden={component.hidden}
        limited={component.limited}
        clusterTo={id => links.cluster(id, { tab: 'systems' })}
      />
      {component.instances.length === 0 ? (
        <HowToBind component={component} />
      ) : (
        <>
          <ComponentSummary component={component} />
          <Instances
            component={component}
            loadMore={loadMore}
            isLoadingMore={isLoadingMore}
          />
        </>
      )}
      <NotHereList notHere={component.notHere} total={component.notHereTotal} />
      <History entity={entity} />
    </>
  );
}

function Instances(props: { component: ComponentFleet } & Paging) {
  const { instances } = props.component;
  const t = useText();
  const columns = useInstanceColumns('where');
  const { detail, open, close } = useDetail();
  const sections = useMemo(
    () =>
      groupByRegion(instances).map(group => ({
        id: group.key,
        title: group.key === UNASSIGNED ? t('unassigned') : group.key,
        rows: [...group.items].sort((left, right) =>
          left.cluster.name.localeCompare(right.cluster.name, 'en', {
            numeric: true,
          }),
        ),
      })),
    [instances, t],
  );
  const opened = instances.find(instance => instance.id === detail);
  return (
    <>
      <FleetTable
        label={t('instance.label')}
        columns={columns}
        sections={sections}
        rowId={instance => instance.id}
        isStale={instance => !instance.currency.current}
        onOpen={instance => open(instance.id)}
        openId={detail}
        loadMore={props.loadMore}
        isLoadingMore={props.isLoadingMore}
      />
      <DetailDrawer
        title={opened ? `${opened.cluster.name} · ${opened.namespace}` : ''}
        open={opened !== undefined}
        onClose={close}
      >
        {opened && <InstanceDetail instance={opened} />}
      </DetailDrawer>
    </>
  );
}

function History(props: { entity: EntityKey }) {
  const t = useText();
  const { sight, loadMore, isLoadingMore } = useComponentTransitions(
    props.entity,
  );
  if (sight.kind === 'ready' && sight.data[0].items.length === 0) return null;
  return (
    <Section title={t('component.history')}>
      <SightView
        sight={sight}
        permission={fleetInstanceReadPermission.name}
        loading={<LoadingView rows={4} />}
      >
        {pages => (
          <HistoryTable
            transitions={pages.flatMap(page => page.items)}
            withCluster
            loadMore={loadMore}
            isLoadingMore={isLoadingMore}
          />
        )}
      </SightView>
    </Section>
  );
}
