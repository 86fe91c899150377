import { Fragment } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  fleetInstanceReadPermission,
  type ComponentFleet,
  type EntityKey,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  FleetQueryProvider,
  isInFlight,
  LoadingView,
  SightView,
  useComponentFleet,
  useComponentTransitions,
  useRollout,
} from '@fleetview/backstage-plugin-fleet-react';
import { AskedHere } from '../actions';
import { PromotionCost } from '../cost/releases/PromotionCost';
import { ComponentDrift } from '../drift/ComponentDrift';
import { Timeline } from '../history/Timeline';
import { ComponentPromotions } from '../promotions/ComponentPromotions';
import { HeldUpList } from '../rollouts/HeldUpList';
import { RolloutStrip } from '../rollouts/RolloutStrip';
import { useWhy } from '../rollouts/useWhy';
import { WhyDrawer } from '../rollouts/WhyDrawer';
import { useFleetLinks } from '../routing';
import { Section } from '../shared';
import { useText } from '../translation';
import { ComponentSummary } from './ComponentSummary';
import { HowToBind } from './HowToBind';
import { InstancesByRegion } from './InstancesByRegion';
import { NotHereList } from './NotHereList';
import { memberSearch, useInstanceView } from './useInstanceView';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2, 0, 4),
      fontSize: 14,
      lineHeight: '20px',
    },
    asMatrix: { textAlign: 'right', fontSize: 13 },
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
  const classes = useStyles();
  const t = useText();
  const view = useInstanceView();
  const { rollouts = [] } = component;
  const inFlight = rollouts.filter(({ lifeCycle }) => isInFlight(lifeCycle));
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
          <div className={classes.asMatrix}>
            <Link to={links.attributes(component.entityRef)}>
              {t('matrix.asMatrix')}
            </Link>
          </div>
          {inFlight.map(({ id }) => (
            <HeldUp key={id} component={component} rolloutId={id} />
          ))}
          {rollouts.map(rollout => (
            <Fragment key={rollout.id}>
              <RolloutStrip
                rollout={rollout}
                to={(wave, status) =>
                  memberSearch({ rolloutId: rollout.id, wave, status })
                }
              />
              {rollout.version && isInFlight(rollout.lifeCycle) && (
                <PromotionCost
                  component={component.entityRef}
                  version={rollout.version}
                />
              )}
            </Fragment>
          ))}
          <ComponentPromotions
            key={`${component.entityRef} promotions`}
            entity={entity}
          />
          <InstancesByRegion
            component={component}
            view={view}
            loadMore={loadMore}
            isLoadingMore={isLoadingMore}
          />
          <ComponentDrift key={component.entityRef} entity={entity} />
        </>
      )}
      <AskedHere entity={entity} />
      <NotHereList notHere={component.notHere} total={component.notHereTotal} />
      <History entity={entity} />
      <Why entity={entity} component={component} />
    </>
  );
}

/** A release by what the instances say; of more than are loaded, by itself. */
function HeldUp(props: { component: ComponentFleet; rolloutId: string }) {
  const { component, rolloutId } = props;
  const { why, open } = useWhy();
  if (component.nextCursor) {
    return <HeldUpOfRollout rolloutId={rolloutId} />;
  }
  return (
    <HeldUpList
      members={component.instances.flatMap(({ rollout, ...instance }) =>
        rollout?.rolloutId === rolloutId ? [{ ...instance, rollout }] : [],
      )}
      openId={why}
      onWhy={open}
    />
  );
}

function HeldUpOfRollout(props: { rolloutId: string }) {
  const sight = useRollout(props.rolloutId);
  const { why, open } = useWhy();
  // The strip and the rows say the same, so what fails here is said there.
  if (sight.kind !== 'ready') return null;
  return <HeldUpList members={sight.data.items} openId={why} onWhy={open} />;
}

/** Why it is as it is on one cluster, or why it is not there. */
function Why(props: { entity: EntityKey; component: ComponentFleet }) {
  const { instances, notHere } = props.component;
  const { why, close } = useWhy();
  const known = [...instances, ...notHere].find(
    ({ cluster }) => cluster.id === why,
  );
  return (
    <WhyDrawer
      entity={props.entity}
      clusterId={why}
      clusterName={known?.cluster.name}
      onClose={close}
    />
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
          <Timeline
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
