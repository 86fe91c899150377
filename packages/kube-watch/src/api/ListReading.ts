import { hash } from 'node:crypto';
import { KubernetesError } from '../errors';
import { size } from '../text';
import type { Transport } from '../transport/Transport';
import type {
  Clock,
  KubernetesLimits,
  KubernetesResource,
  ListOptions,
  ListResult,
} from '../types';
import { checkListPage, type ListPage } from './checkListPage';
import { collectionPath } from './paths';
import { queryOf } from './queryOf';

export type ListContext = {
  transport: Transport;
  limits: KubernetesLimits;
  clock: Clock;
};

const METADATA_ONLY =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=1,application/json';

/** One walk over all pages of a collection. */
export class ListReading {
  readonly #context: ListContext;
  readonly #resource: KubernetesResource;
  readonly #options: ListOptions;
  readonly #path: string;
  /** Digests: a hostile server's tokens may be as long as they like. */
  readonly #tokens = new Set<string>();
  #resourceVersion?: string;
  #count = 0;
  #bytes = 0;
  #elapsedMs = 0;

  constructor(
    context: ListContext,
    resource: KubernetesResource,
    options: ListOptions,
  ) {
    this.#context = context;
    this.#resource = resource;
    this.#options = options;
    this.#path = collectionPath(resource, options.namespace);
  }

  /** Whether a page has been had, so that there is a place to lose. */
  get hasBegun(): boolean {
    return this.#resourceVersion !== undefined;
  }

  async run(): Promise<ListResult> {
    let next: string | undefined;
    do {
      const page = await this.#page(next);
      this.#resourceVersion = page.resourceVersion;
      this.#count += page.items.length;
      await this.#options.onPage(page.items, { skipped: [] });
      next = page.next;
    } while (next !== undefined);
    return {
      resourceVersion: this.#resourceVersion,
      count: this.#count,
      bytes: this.#bytes,
      complete: true,
    };
  }

  async #page(token?: string): Promise<ListPage> {
    const { transport, limits, clock } = this.#context;
    const { labelSelector, fieldSelector, metadataOnly, signal } =
      this.#options;
    const startedAt = clock.now();
    const { json, bytes } = await transport.requestJson(
      {
        method: 'GET',
        path: this.#path,
        query: queryOf({
          limit: String(limits.pageSize),
          continue: token,
          labelSelector,
          fieldSelector,
        }),
        accept: metadataOnly ? METADATA_ONLY : undefined,
        signal,
      },
      {
        maxBytes: limits.maxPageBytes,
        totalMs: Math.max(limits.listTimeoutMs - this.#elapsedMs, 1),
      },
    );
    this.#elapsedMs += clock.now() - startedAt;
    this.#bytes += bytes;
    const page = this.#check(() =>
      checkListPage(json, { resource: this.#resource, metadataOnly }),
    );
    this.#check(() => this.#checkProgress(page));
    return page;
  }

  #checkProgress(page: ListPage): void {
    const { limits } = this.#context;
    if (this.#count + page.items.length > limits.maxListObjects) {
      throw invalid(`answered more than ${limits.maxListObjects} objects`);
    }
    if (this.#bytes > limits.maxListBytes) {
      throw invalid(`answered more than ${size(limits.maxListBytes)}`);
    }
    if (
      this.#resourceVersion !== undefined &&
      page.resourceVersion !== this.#resourceVersion
    ) {
      throw invalid('answered pages of different resource versions');
    }
    if (page.next !== undefined) {
      const digest = hash('sha1', page.next);
      if (this.#tokens.has(digest)) {
        throw invalid('answered the same continue token twice');
      }
      this.#tokens.add(digest);
    }
  }

  #check<T>(check: () => T): T {
    try {
      return check();
    } catch (error) {
      throw error instanceof KubernetesError
        ? new KubernetesError(error.kind, error.reason, {
            status: 200,
            where: `GET ${this.#path}`,
          })
        : error;
    }
  }
}

function invalid(reason: string): KubernetesError {
  return new KubernetesError('invalid', reason);
}
