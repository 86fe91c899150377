import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { ClusterOrigin } from '@fleetview/backstage-plugin-fleet-node';

const KEY = 'kubernetes.fleet.shareCredentials';
const MODES = ['none', 'configured', 'all'] as const;

/** What the operator lets the Kubernetes plugin have. */
export type Share = {
  mode: (typeof MODES)[number];
  /** Whose clusters: who wrote their address. */
  origins: readonly ClusterOrigin[];
};

/** @throws Error when the configuration says something else than is known */
export function readShare(config: RootConfigService): Share {
  const mode = config.getOptionalString(KEY) ?? 'configured';
  const known = MODES.find(each => each === mode);
  if (!known) {
    throw new Error(
      `${KEY} is '${mode.slice(0, 100)}'; it has to be one of ${MODES.join(
        ', ',
      )}`,
    );
  }
  return {
    mode: known,
    origins:
      known === 'all'
        ? ['operator', 'catalog', 'hub', 'template']
        : ['operator'],
  };
}
