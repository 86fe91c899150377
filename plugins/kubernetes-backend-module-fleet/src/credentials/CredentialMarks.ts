import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';

/** What a credential is that is none. */
export type Mark =
  /** There is none, and the cluster is not to be asked. */
  | { type: 'withheld'; message: string }
  /** It needs none. */
  | { type: 'none' };

/**
 * Credentials that are none, on their way from the strategy to the fetcher. The
 * Kubernetes plugin gives up the whole page when a strategy fails, so that a
 * cluster without a credential has to fail at its own fetch. To everybody else
 * they are an empty token, which no API server lets in.
 */
export class CredentialMarks {
  readonly #marks = new WeakMap<KubernetesCredential, Mark>();

  mark(mark: Mark): KubernetesCredential {
    const credential: KubernetesCredential = {
      type: 'bearer token',
      token: '',
    };
    this.#marks.set(credential, mark);
    return credential;
  }

  of(credential: KubernetesCredential): Mark | undefined {
    return this.#marks.get(credential);
  }
}
