import { InfoCard } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  EmptyView,
  FailedView,
  FleetQueryProvider,
  LoadingView,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { RolloutsInFlight } from './RolloutsInFlight';
import { useOwnershipRefs } from './useOwnershipRefs';

const useStyles = makeStyles(
  { root: { fontSize: 14, lineHeight: '20px' } },
  { name: 'FleetMyRolloutsCard' },
);

/**
 * The releases on their way of the reader's teams, for a home page.
 *
 * @public
 */
export function MyRolloutsCard() {
  return (
    <FleetQueryProvider>
      <MyRollouts />
    </FleetQueryProvider>
  );
}

/**
 * The same without a card around it, for home pages that bring their own.
 *
 * @public
 */
export function MyRolloutsContent() {
  return (
    <FleetQueryProvider>
      <OfMyTeams />
    </FleetQueryProvider>
  );
}

/**
 * The card inside a provider.
 */
export function MyRollouts() {
  const t = useText();
  const links = useFleetLinks();
  return (
    <InfoCard
      title={t('rolloutsCard.mine')}
      deepLink={{ title: t('rolloutsCard.open'), link: links.overview }}
    >
      <OfMyTeams />
    </InfoCard>
  );
}

function OfMyTeams() {
  const classes = useStyles();
  return (
    <div className={classes.root} data-fleet-content>
      <ByOwnership />
    </div>
  );
}

function ByOwnership() {
  const t = useText();
  const owners = useOwnershipRefs();
  switch (owners.kind) {
    case 'loading':
      return <LoadingView rows={3} />;
    case 'ready':
      return owners.data.length > 0 ? (
        <RolloutsInFlight owners={owners.data} whom={t('rolloutsCard.me')} />
      ) : (
        <EmptyView title={t('rolloutsCard.nobodyTitle')}>
          {t('rolloutsCard.nobodyText')}
        </EmptyView>
      );
    case 'failed':
      return <FailedView failure={owners.failure} retry={owners.retry} />;
    default:
      return (
        <FailedView
          failure={{ message: owners.message, status: 403 }}
          retry={() => {}}
        />
      );
  }
}
