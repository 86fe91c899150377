import { InfoCard } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  DEFAULT_NAMESPACE,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { FleetQueryProvider } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { RolloutsInFlight } from './RolloutsInFlight';

const useStyles = makeStyles(
  { root: { fontSize: 14, lineHeight: '20px' } },
  { name: 'FleetEntityRolloutsCard' },
);

/**
 * The releases on their way of what a group owns, or the groups of a person, on
 * the overview of its entity.
 *
 * @public
 */
export function EntityRolloutsCard() {
  const { entity } = useEntity();
  return (
    <FleetQueryProvider>
      <OwnersRollouts entity={entity} />
    </FleetQueryProvider>
  );
}

/**
 * The same for any entity, inside a provider.
 */
export function OwnersRollouts(props: { entity: Entity }) {
  const { entity } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <InfoCard title={t('rolloutsCard.of')}>
      <div className={classes.root} data-fleet-content>
        <RolloutsInFlight
          owners={ownersOf(entity)}
          whom={entity.metadata.title ?? entity.metadata.name}
        />
      </div>
    </InfoCard>
  );
}

/** An entity, and the groups that it is a member of. */
export function ownersOf({ kind, metadata, relations }: Entity): string[] {
  const itself = stringifyEntityRef({
    kind,
    namespace: metadata.namespace ?? DEFAULT_NAMESPACE,
    name: metadata.name,
  });
  const groups = (relations ?? [])
    .filter(({ type }) => type === RELATION_MEMBER_OF)
    .map(({ targetRef }) => targetRef);
  return [...new Set([itself, ...groups])];
}
