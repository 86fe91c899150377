import type {
  BackstageIdentityApi,
  BackstageIdentityResponse,
  DiscoveryApi,
  ProfileInfo,
  ProfileInfoApi,
  SessionApi,
} from '@backstage/core-plugin-api';

/** A token is renewed so long before it expires. */
const RENEW_MS = 60_000;

type Session = {
  profile: ProfileInfo;
  backstageIdentity: BackstageIdentityResponse & { expiresInSeconds?: number };
};

/**
 * Signs in as one of the people of the simulated company. The backend knows them,
 * and lets nobody in who is not configured.
 */
export class SamplePersonApi
  implements ProfileInfoApi, BackstageIdentityApi, SessionApi
{
  readonly #id: string;
  readonly #discoveryApi: DiscoveryApi;
  #session: { said: Promise<Session>; renewAt: number } | undefined;

  constructor(options: { id: string; discoveryApi: DiscoveryApi }) {
    this.#id = options.id;
    this.#discoveryApi = options.discoveryApi;
  }

  async getBackstageIdentity(): Promise<BackstageIdentityResponse> {
    return (await this.#current()).backstageIdentity;
  }

  async getProfile(): Promise<ProfileInfo> {
    return (await this.#current()).profile;
  }

  async signIn(): Promise<void> {
    await this.#current();
  }

  async signOut(): Promise<void> {
    this.#session = undefined;
  }

  /** Never says anything: whoever signed in stays so until the page is left. */
  sessionState$(): ReturnType<SessionApi['sessionState$']> {
    const silence: ReturnType<SessionApi['sessionState$']> = {
      [Symbol.observable]: () => silence,
      subscribe: () => ({ closed: true, unsubscribe: () => undefined }),
    };
    return silence;
  }

  #current(): Promise<Session> {
    if (this.#session && Date.now() < this.#session.renewAt) {
      return this.#session.said;
    }
    const session = { said: this.#ask(), renewAt: Infinity };
    this.#session = session;
    session.said.then(
      ({ backstageIdentity: { expiresInSeconds = 3_600 } }) => {
        session.renewAt = Date.now() + expiresInSeconds * 1_000 - RENEW_MS;
      },
      () => {
        if (this.#session === session) this.#session = undefined;
      },
    );
    return session.said;
  }

  async #ask(): Promise<Session> {
    const url = await this.#discoveryApi.getBaseUrl('auth');
    const response = await fetch(`${url}/sample/refresh`, {
      headers: {
        'x-requested-with': 'XMLHttpRequest',
        'x-sample-person': this.#id,
      },
      credentials: 'include',
    });
    if (!response.ok) {
      const said = await response.json().catch(() => undefined);
      throw new Error(
        said?.error?.message ??
          `The backend answered ${response.status} ${response.statusText}`,
      );
    }
    return response.json();
  }
}
