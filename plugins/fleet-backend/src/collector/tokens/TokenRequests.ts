import type {
  ClusterConnection,
  ClusterToken,
} from '@fleetview/backstage-plugin-fleet-node';
import type { ThreadConnection, TokenAnswer, TokenRequest } from './messages';

/** A collecting thread's end of the way to tokens: asks the portal's thread, which alone can get them. */
export class TokenRequests {
  readonly #post: (request: TokenRequest) => void;
  readonly #waiting = new Map<
    number,
    { resolve: (token: ClusterToken) => void; reject: (error: Error) => void }
  >();
  #last = 0;

  static create(post: (request: TokenRequest) => void): TokenRequests {
    return new TokenRequests(post);
  }

  private constructor(post: (request: TokenRequest) => void) {
    this.#post = post;
  }

  /** A connection as it was before it crossed. */
  attach(
    connection: ThreadConnection,
    owner: { clusterId: string; session: number },
  ): ClusterConnection {
    const { asksForTokens, ...rest } = connection;
    if (!asksForTokens) return rest;
    return {
      ...rest,
      tokenProvider: {
        key: owner.clusterId,
        getToken: () => this.#ask(owner),
      },
    };
  }

  answered(answer: TokenAnswer): void {
    const waiting = this.#waiting.get(answer.request);
    this.#waiting.delete(answer.request);
    if ('token' in answer) {
      const { token, expiresAt } = answer;
      waiting?.resolve({ token, expiresAt });
    } else {
      waiting?.reject(new Error(answer.reason));
    }
  }

  #ask(owner: { clusterId: string; session: number }): Promise<ClusterToken> {
    return new Promise((resolve, reject) => {
      this.#last += 1;
      this.#waiting.set(this.#last, { resolve, reject });
      this.#post({
        type: 'token-request',
        clusterId: owner.clusterId,
        session: owner.session,
        request: this.#last,
      });
    });
  }
}
