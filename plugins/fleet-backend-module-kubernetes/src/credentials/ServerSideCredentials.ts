import { createHash } from 'node:crypto';
import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type {
  AuthenticationStrategy,
  ClusterDetails,
} from '@backstage/plugin-kubernetes-node';
import type {
  ClusterToken,
  ClusterTokenProvider,
} from '@fleetview/backstage-plugin-fleet-node';

/** Providers that sign in as the portal itself, by the strategies that the Kubernetes plugin exports. */
const SERVER_SIDE = ['aws', 'azure', 'googleServiceAccount'] as const;

export type ServerSideProvider = (typeof SERVER_SIDE)[number];

export function isServerSideProvider(name: string): name is ServerSideProvider {
  return (SERVER_SIDE as readonly string[]).includes(name);
}

/** EKS takes a token for 15 minutes. The others do not say how long theirs live. */
const LIFE_MS: Partial<Record<ServerSideProvider, number>> = {
  aws: 14 * 60_000,
};

/** One token serves all clusters of these: many that ask at once get the same one. */
const SHARED: readonly ServerSideProvider[] = ['azure', 'googleServiceAccount'];
const SHARED_MS = 30_000;

/** Makes the strategy of a provider. Its package is loaded when the first cluster needs it. */
export type StrategyFactory = (
  provider: ServerSideProvider,
) => Promise<Pick<AuthenticationStrategy, 'getCredential'>>;

/** Tokens of the portal's own identity in a cloud, one strategy per provider. */
export class ServerSideCredentials {
  readonly #createStrategy: StrategyFactory;
  readonly #now: () => number;
  readonly #strategies = new Map<
    ServerSideProvider,
    ReturnType<StrategyFactory>
  >();
  readonly #shared = new Map<
    ServerSideProvider,
    { token: Promise<ClusterToken>; until: number }
  >();

  static create(options: {
    config: RootConfigService;
    logger: LoggerService;
    createStrategy?: StrategyFactory;
    now?: () => number;
  }): ServerSideCredentials {
    return new ServerSideCredentials(
      options.createStrategy ?? strategiesOf(options),
      options.now ?? Date.now,
    );
  }

  private constructor(createStrategy: StrategyFactory, now: () => number) {
    this.#createStrategy = createStrategy;
    this.#now = now;
  }

  tokensOf(
    provider: ServerSideProvider,
    details: Pick<ClusterDetails, 'name' | 'url' | 'authMetadata'>,
  ): ClusterTokenProvider {
    const { name, url, authMetadata } = details;
    const key = createHash('sha256')
      .update(JSON.stringify([name, url, Object.entries(authMetadata).sort()]))
      .digest('base64url');
    return {
      key: `${provider}:${key}`,
      ambient: true,
      getToken: () =>
        SHARED.includes(provider)
          ? this.#sharedToken(provider, details)
          : this.#token(provider, details),
    };
  }

  #sharedToken(
    provider: ServerSideProvider,
    details: ClusterDetails,
  ): Promise<ClusterToken> {
    const held = this.#shared.get(provider);
    if (held && this.#now() < held.until) return held.token;
    const token = this.#token(provider, details);
    this.#shared.set(provider, { token, until: this.#now() + SHARED_MS });
    token.catch(() => this.#shared.delete(provider));
    return token;
  }

  async #token(
    provider: ServerSideProvider,
    details: ClusterDetails,
  ): Promise<ClusterToken> {
    const strategy = await this.#strategyOf(provider);
    const credential = await strategy
      .getCredential(details, {})
      .catch(error => {
        // That of Azure answers its first failure for ever: the next one asks a new strategy.
        this.#strategies.delete(provider);
        throw error;
      });
    if (credential.type !== 'bearer token') {
      throw new Error(
        `provider '${provider}' gave no token but '${credential.type}'`,
      );
    }
    const life = LIFE_MS[provider];
    return {
      token: credential.token,
      ...(life === undefined ? {} : { expiresAt: this.#now() + life }),
    };
  }

  #strategyOf(provider: ServerSideProvider): ReturnType<StrategyFactory> {
    const known = this.#strategies.get(provider);
    if (known) return known;
    const strategy = this.#createStrategy(provider);
    this.#strategies.set(provider, strategy);
    strategy.catch(() => this.#strategies.delete(provider));
    return strategy;
  }
}

function strategiesOf(options: {
  config: RootConfigService;
  logger: LoggerService;
}): StrategyFactory {
  return async provider => {
    // Large, with the clients of three clouds: loaded where a cluster needs it.
    const {
      AwsIamStrategy,
      AzureIdentityStrategy,
      GoogleServiceAccountStrategy,
    }: typeof import('@backstage/plugin-kubernetes-backend') = require('@backstage/plugin-kubernetes-backend');
    switch (provider) {
      case 'aws':
        return new AwsIamStrategy(options);
      case 'azure':
        return new AzureIdentityStrategy(options.logger);
      default:
        return new GoogleServiceAccountStrategy(options);
    }
  };
}
