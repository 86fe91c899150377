import { Link } from '@backstage/core-components';
import type { NamedCluster } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import type { FleetLinks } from '../../routing';
import type { Text } from '../../translation';

/** Clusters as a hub names them; a link where it is known which they are. */
export function namedClusters(
  clusters: readonly NamedCluster[] | undefined,
  total: number | undefined,
  t: Text,
  links: FleetLinks,
) {
  if (!clusters) return undefined;
  const rest = (total ?? clusters.length) - clusters.length;
  if (clusters.length === 0 && rest <= 0) return undefined;
  return (
    <>
      {clusters.map(({ name, cluster, group, status, reason }, index) => (
        <div key={`${index} ${name}`}>
          {cluster ? (
            <Link to={links.cluster(cluster.id)}>
              <UntrustedText text={cluster.name} inline />
            </Link>
          ) : (
            <UntrustedText text={name} inline />
          )}
          {[group, status, reason].filter(Boolean).length > 0 && (
            <>
              {' · '}
              <UntrustedText
                text={[group, status, reason].filter(Boolean).join(' · ')}
                inline
              />
            </>
          )}
        </div>
      ))}
      {rest > 0 && <div>{t('statements.detail.more', { count: rest })}</div>}
    </>
  );
}
