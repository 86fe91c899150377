import {
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  type KubernetesFetchError,
} from '@backstage/plugin-kubernetes-common';
import type {
  ClusterDetails,
  FetchResponseWrapper,
  KubernetesCredential,
  KubernetesFetcher,
  ObjectFetchParams,
} from '@backstage/plugin-kubernetes-node';
import { FLEET_PROVIDER } from '../clusters/constants';
import type { CredentialMarks } from '../credentials/CredentialMarks';
import { words } from '../words';

const TIMEOUT_MS = 20_000;

/** Under which the plugin asks without a credential. */
const NO_CREDENTIAL = 'localKubectlProxy';

type Ask = (
  details: ClusterDetails,
  credential: KubernetesCredential,
) => Promise<FetchResponseWrapper>;

/**
 * Fetches of the fleet's clusters so that each can fail alone: one without a
 * credential is not asked, and one that hangs or answers nonsense is an error of
 * its own. Other clusters are fetched of as ever.
 */
export class FleetFetcher implements KubernetesFetcher {
  readonly #own: KubernetesFetcher;
  readonly #marks: CredentialMarks;
  readonly #timeoutMs: number;

  static create(options: {
    /** The plugin's own fetcher. */
    own: KubernetesFetcher;
    marks: CredentialMarks;
    timeoutMs?: number;
  }): FleetFetcher {
    return new FleetFetcher(options);
  }

  private constructor(options: Parameters<typeof FleetFetcher.create>[0]) {
    this.#own = options.own;
    this.#marks = options.marks;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  fetchObjectsForService(
    params: ObjectFetchParams,
  ): Promise<FetchResponseWrapper> {
    const { clusterDetails, credential } = params;
    return this.#fetch(clusterDetails, credential, (details, with_) =>
      this.#own.fetchObjectsForService({
        ...params,
        clusterDetails: details,
        credential: with_,
      }),
    );
  }

  fetchPodMetricsByNamespaces(
    clusterDetails: ClusterDetails,
    credential: KubernetesCredential,
    namespaces: Set<string>,
    labelSelector?: string,
  ): Promise<FetchResponseWrapper> {
    return this.#fetch(clusterDetails, credential, (details, with_) =>
      this.#own.fetchPodMetricsByNamespaces(
        details,
        with_,
        namespaces,
        labelSelector,
      ),
    );
  }

  async #fetch(
    details: ClusterDetails,
    credential: KubernetesCredential,
    ask: Ask,
  ): Promise<FetchResponseWrapper> {
    const { authMetadata } = details;
    if (authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER] !== FLEET_PROVIDER) {
      return ask(details, credential);
    }
    const mark = this.#marks.of(credential);
    if (mark?.type === 'withheld') return failed(mark.message);
    try {
      const answer = await this.#inTime(
        mark
          ? ask(
              {
                ...details,
                authMetadata: {
                  ...authMetadata,
                  [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: NO_CREDENTIAL,
                },
              },
              { type: 'anonymous' },
            )
          : ask(details, credential),
      );
      return checked(answer);
    } catch (error) {
      return failed(words(error));
    }
  }

  async #inTime<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        answer,
        new Promise<never>((_resolve, reject) => {
          timer = setTimeout(
            () =>
              reject(
                new Error(
                  `it did not answer within ${this.#timeoutMs / 1_000} seconds`,
                ),
              ),
            this.#timeoutMs,
          );
          timer.unref();
        }),
      ]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * What a cluster answered, as far as it is lists of objects: the plugin takes them
 * for such, and gives up the whole page over one that is not.
 */
function checked({
  errors,
  responses,
}: FetchResponseWrapper): FetchResponseWrapper {
  const lists: FetchResponseWrapper['responses'] = [];
  const wrong: KubernetesFetchError[] = [];
  for (const response of responses) {
    const resources: unknown = response.resources;
    if (Array.isArray(resources) && resources.every(isObject)) {
      lists.push(response);
    } else {
      wrong.push({
        errorType: 'FETCH_ERROR',
        message: `it answered something else than a list of ${response.type}`,
      });
    }
  }
  return wrong.length === 0
    ? { errors, responses }
    : { errors: [...errors, ...wrong], responses: lists };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function failed(message: string): FetchResponseWrapper {
  const error: KubernetesFetchError = { errorType: 'FETCH_ERROR', message };
  return { errors: [error], responses: [] };
}
