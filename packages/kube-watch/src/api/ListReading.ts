import { hash } from 'node:crypto';
import type { ByteAccount, ByteBudget } from '../ByteBudget';
import { KubernetesError } from '../errors';
import { ListScanner, type ScannedBatch } from '../scan/ListScanner';
import { size } from '../text';
import type { Transport } from '../transport/Transport';
import type {
  Clock,
  KubernetesLimits,
  KubernetesResource,
  ListOptions,
  ListResult,
} from '../types';
import type { ListPage } from './checkListPage';
import { collectionPath } from './paths';
import { queryOf } from './queryOf';

export type ListContext = {
  transport: Transport;
  limits: KubernetesLimits;
  clock: Clock;
  byteBudget?: ByteBudget;
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
  #account?: ByteAccount;
  #resourceVersion?: string;
  #count = 0;
  #bytes = 0;
  /** Time that the server has taken, without that of the caller. */
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
    return this.#within(() => this.#pages());
  }

  /** Reads the first page, whatever there is after it. */
  async first(): Promise<ListPage> {
    return this.#within(() => this.#page());
  }

  async #within<T>(work: () => Promise<T>): Promise<T> {
    const budget = this.#options.byteBudget ?? this.#context.byteBudget;
    this.#account = budget?.open();
    try {
      return await work();
    } finally {
      this.#account?.close();
    }
  }

  async #pages(): Promise<ListResult> {
    let next: string | undefined;
    do {
      const page = await this.#page(next);
      this.#resourceVersion = page.resourceVersion;
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
    const scanner = new ListScanner({
      resource: this.#resource,
      metadataOnly,
      maxObjectBytes: limits.maxObjectBytes,
      toleratesOversized: this.#options.onOversized !== undefined,
      isKnown: this.#options.isKnown,
      keepManagedFields: this.#options.keepManagedFields,
    });
    let callerMs = 0;
    let handed = 0;
    const hand = (batch: ScannedBatch): void | Promise<void> => {
      handed += 1;
      const startedAt = clock.now();
      const working = this.#hand(batch);
      return working?.then(() => {
        callerMs += clock.now() - startedAt;
      });
    };
    const startedAt = clock.now();
    await transport.read(
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
        totalMs: Math.max(limits.listTimeoutMs - this.#elapsedMs, 1),
        sink: chunks => this.#take(chunks, scanner, hand),
      },
    );
    this.#elapsedMs += clock.now() - startedAt - callerMs;
    this.#bytes += scanner.bytes;
    const { page, batch } = this.#check(() => {
      const end = scanner.end();
      this.#checkPage(end.page);
      return end;
    });
    this.#count += scanner.count;
    if (
      handed === 0 ||
      batch.items.length + batch.skipped.length > 0 ||
      batch.oversized.length > 0
    ) {
      await this.#hand(batch);
    }
    this.#account?.hold(0);
    return page;
  }

  /** Reads what has arrived; does not come back before the caller has taken what that completes. */
  #take(
    chunks: Buffer[],
    scanner: ListScanner,
    hand: (batch: ScannedBatch) => void | Promise<void>,
  ): void | Promise<void> {
    const batches = this.#read(chunks, scanner);
    const goOn = (): void | Promise<void> => {
      for (;;) {
        const next = this.#check(() => batches.next());
        this.#account?.hold(scanner.held);
        if (next.done) {
          return this.#account?.turn();
        }
        const working = hand(next.value);
        if (working) {
          return working.then(goOn);
        }
      }
    };
    return goOn();
  }

  *#read(
    chunks: Buffer[],
    scanner: ListScanner,
  ): Generator<ScannedBatch, void> {
    const { limits } = this.#context;
    for (const chunk of chunks) {
      const pageBytes = scanner.bytes + chunk.length;
      if (pageBytes > limits.maxPageBytes) {
        throw tooMuch(size(limits.maxPageBytes));
      }
      if (this.#bytes + pageBytes > limits.maxListBytes) {
        throw tooMuch(size(limits.maxListBytes));
      }
      for (const batch of scanner.read(chunk)) {
        this.#checkCount(scanner);
        yield batch;
      }
      this.#checkCount(scanner);
    }
  }

  #hand({ items, skipped, oversized }: ScannedBatch): void | Promise<void> {
    const { onPage, onOversized } = this.#options;
    const working = onPage(items, { skipped });
    if (oversized.length === 0 || !onOversized) {
      return working;
    }
    return working
      ? working.then(() => onOversized(oversized))
      : onOversized(oversized);
  }

  #checkCount(scanner: ListScanner): void {
    const { maxListObjects } = this.#context.limits;
    if (this.#count + scanner.count > maxListObjects) {
      throw tooMuch(`${maxListObjects} objects`);
    }
  }

  #checkPage(page: ListPage): void {
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

function tooMuch(bound: string): KubernetesError {
  return invalid(`answered more than ${bound}`);
}

function invalid(reason: string): KubernetesError {
  return new KubernetesError('invalid', reason);
}
