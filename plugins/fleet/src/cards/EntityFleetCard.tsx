import { InfoCard, Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  fleetInstanceReadPermission,
  type ComponentFleet,
  type EntityKey,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  FleetQueryProvider,
  LoadingView,
  SightView,
  useComponentFleet,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { RegionLineView } from './RegionLineView';
import { regionLines } from './regionLines';

const useStyles = makeStyles(
  theme => ({
    root: { fontSize: 14, lineHeight: '20px' },
    sum: { marginBottom: theme.spacing(1) },
    list: { margin: 0, padding: 0, listStyle: 'none' },
    quiet: {
      marginTop: theme.spacing(1),
      color: theme.palette.text.secondary,
      fontSize: 13,
    },
  }),
  { name: 'FleetEntityFleetCard' },
);

/**
 * A component over the fleet on the overview of its entity: a line per region,
 * the worst first.
 *
 * @public
 */
export function EntityFleetCard() {
  const { entity } = useEntity();
  return (
    <FleetQueryProvider>
      <FleetCard
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
 * The same for any component, inside a provider.
 */
export function FleetCard(props: { entity: EntityKey }) {
  const { entity } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const { sight } = useComponentFleet(entity);
  const to = links.component(stringifyEntityRef(entity)) ?? links.overview;
  return (
    <InfoCard
      title={t('fleetCard.title')}
      deepLink={{ title: t('fleetCard.open'), link: to }}
    >
      <div className={classes.root} data-fleet-content>
        <SightView
          sight={sight}
          permission={fleetInstanceReadPermission.name}
          loading={<LoadingView rows={3} />}
        >
          {([component]) => <Regions component={component} to={to} />}
        </SightView>
      </div>
    </InfoCard>
  );
}

function Regions(props: { component: ComponentFleet; to: string }) {
  const { component, to } = props;
  const { instances, coverage, hidden, limited, nextCursor } = component;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const lines = regionLines(component);
  const heldUp = lines.filter(line => line.heldUp === 'held').length;
  const unknown = lines.filter(line => line.heldUp === 'unknown').length;
  return (
    <>
      <CoverageBar
        coverage={coverage}
        hidden={hidden}
        limited={limited}
        clusterTo={id => links.cluster(id, { tab: 'systems' })}
      />
      {lines.length === 0 ? (
        <EmptyView
          title={t('fleetCard.emptyTitle')}
          actions={<Link to={to}>{t('fleetCard.emptyAction')}</Link>}
        >
          {t('fleetCard.emptyText')}
        </EmptyView>
      ) : (
        <>
          <div className={classes.sum}>
            <strong>
              {[
                t('fleetCard.regions', { count: lines.length }),
                heldUp > 0 && t('fleetCard.heldUp', { count: heldUp }),
                unknown > 0 && t('fleetCard.unknown', { count: unknown }),
              ]
                .filter(Boolean)
                .join(', ')}
            </strong>
          </div>
          <ul className={classes.list}>
            {lines.map(line => (
              <RegionLineView key={line.region} line={line} />
            ))}
          </ul>
          {nextCursor && (
            <div className={classes.quiet}>
              {t('fleetCard.more', {
                amount: instances.length.toLocaleString('en'),
              })}
            </div>
          )}
        </>
      )}
    </>
  );
}
