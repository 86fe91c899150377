import { Link } from '@backstage/core-components';
import type { AlertsKnown } from '@fleetview/backstage-plugin-fleet-common';
import { EmptyView, Since } from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

/** Why no alert is listed: none fires, none may be seen, or nobody knows. */
export function NoAlerts(props: {
  clusterId: string;
  known: AlertsKnown;
  limited?: readonly string[];
}) {
  const { asked, gap, confirmedAt } = props.known;
  const t = useText();
  const links = useFleetLinks();
  if (!asked) {
    return (
      <EmptyView title={t('alerts.notAskedTitle')}>
        {t('alerts.notAskedText')}
      </EmptyView>
    );
  }
  // Only an answer that is current says that none fires.
  if (gap !== undefined || confirmedAt === undefined) {
    return (
      <EmptyView
        title={t('alerts.unknownTitle')}
        actions={
          <Link to={links.cluster(props.clusterId, { tab: 'systems' })}>
            {t('alerts.unknownAction')}
          </Link>
        }
      >
        {t('alerts.unknownText', { reason: gap ?? t('none') })}
      </EmptyView>
    );
  }
  return props.limited?.includes('instances') ? (
    <EmptyView title={t('alerts.limitedTitle')}>
      {t('alerts.limitedText')}
    </EmptyView>
  ) : (
    <EmptyView title={t('alerts.noneTitle')}>
      {t('alerts.noneText')} <Since at={confirmedAt} />
    </EmptyView>
  );
}
