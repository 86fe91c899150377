import type {
  ClusterToken,
  ClusterTokenProvider,
} from '@fleetview/backstage-plugin-fleet-node';
import { CachedToken } from '../../collector/tokens/CachedToken';
import { getTokenInTime } from '../../collector/tokens/getTokenInTime';

type Held = { cached: CachedToken; expiresAt?: number };

/** Tokens that expire, one per provider, renewed before they do. A provider that is gone takes its token along. */
export class HeldTokens {
  readonly #held = new WeakMap<ClusterTokenProvider, Held>();

  /** @throws whatever the provider throws, while there is no older token that still lives */
  async get(provider: ClusterTokenProvider): Promise<ClusterToken> {
    const held = this.#held.get(provider) ?? this.#hold(provider);
    const token = await held.cached.get();
    return held.expiresAt === undefined
      ? { token }
      : { token, expiresAt: held.expiresAt };
  }

  #hold(provider: ClusterTokenProvider): Held {
    const held: Held = {
      cached: CachedToken.create({
        fetch: async () => {
          const token = await getTokenInTime(provider);
          held.expiresAt = token.expiresAt;
          return token;
        },
      }),
    };
    this.#held.set(provider, held);
    return held;
  }
}
