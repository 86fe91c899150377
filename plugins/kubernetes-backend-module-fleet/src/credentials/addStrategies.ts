import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  AksStrategy,
  AnonymousStrategy,
  AwsIamStrategy,
  AzureIdentityStrategy,
  GoogleServiceAccountStrategy,
  GoogleStrategy,
  OidcStrategy,
  ServiceAccountStrategy,
} from '@backstage/plugin-kubernetes-backend';
import type {
  AuthenticationStrategy,
  KubernetesAuthStrategyExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { FLEET_PROVIDER, SHOWN_PROVIDER } from '../clusters/constants';
import type { FleetCredentialSource } from './FleetCredentialSource';
import type { FleetStrategy } from './FleetStrategy';
import { ProxyStrategy } from './ProxyStrategy';

/**
 * Adds the fleet's strategies, and with them those of the plugin itself: it makes
 * these only where nobody has added any. What another module has added stays.
 */
export function addStrategies(options: {
  authStrategies: KubernetesAuthStrategyExtensionPoint;
  fleet: FleetStrategy;
  source: FleetCredentialSource;
  config: RootConfigService;
  logger: LoggerService;
}): void {
  const { authStrategies, fleet, source, config, logger } = options;
  const others = strategiesOf(authStrategies);
  const wanted = new Map<string, () => AuthenticationStrategy>([
    ['aks', () => new AksStrategy()],
    ['aws', () => new AwsIamStrategy({ config })],
    ['azure', () => new AzureIdentityStrategy(logger)],
    ['google', () => new GoogleStrategy()],
    [
      'googleServiceAccount',
      () => new GoogleServiceAccountStrategy({ config }),
    ],
    ['localKubectlProxy', () => new AnonymousStrategy()],
    ['oidc', () => new OidcStrategy()],
  ]);
  for (const [key, create] of wanted) {
    if (!others.has(key)) authStrategies.addAuthStrategy(key, create());
  }
  authStrategies.addAuthStrategy(
    SHOWN_PROVIDER,
    ProxyStrategy.create({
      own: others.get(SHOWN_PROVIDER) ?? new ServiceAccountStrategy(),
      source,
    }),
  );
  authStrategies.addAuthStrategy(FLEET_PROVIDER, fleet);
}

/** What was added before; a module that comes later replaces ours by itself. */
function strategiesOf(
  authStrategies: KubernetesAuthStrategyExtensionPoint,
): ReadonlyMap<string, AuthenticationStrategy> {
  // The extension point takes strategies; the object behind it also gives them.
  const { getAuthenticationStrategies } = authStrategies as {
    getAuthenticationStrategies?: () => unknown;
  };
  const found = getAuthenticationStrategies?.call(authStrategies);
  return found instanceof Map ? new Map(found) : new Map();
}
