import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  boundMapping,
  parseStandardsMapping,
  type StandardsMapping,
  type StandardsMappingEntry,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'spec.type',
  'spec.mapping',
];

/** While the catalog is still filling, it is read again after so long. */
const FIRST_MS = 2_000;
const WARM_UP_MS = 30_000;
const WARM_UPS = 5;

/**
 * Which standards policies belong to, as entities of the catalog say in `spec.mapping`: those
 * that the operator names, and no others, as such a word may make anything a proof of a
 * standard. What was read stays while a read fails, and is gone after two reads without it.
 */
export class StandardsMirror {
  readonly #refs: readonly string[];
  readonly #catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  readonly #auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly #logger: Pick<LoggerService, 'warn'>;
  readonly #refreshMs: number;
  readonly #onChanged: () => void;
  readonly #mappings = new Map<string, StandardsMapping>();
  readonly #missed = new Set<string>();
  #entries: StandardsMappingEntry[] = [];
  #problems: ConfigurationProblem[] = [];
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #reads = 0;
  #stopped = false;

  static create(options: {
    refs: readonly string[];
    catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
    auth: Pick<AuthService, 'getOwnServiceCredentials'>;
    logger: Pick<LoggerService, 'warn'>;
    refreshMs: number;
    /** What they say, or what is wrong with it, is other than before. */
    onChanged: () => void;
  }): StandardsMirror {
    return new StandardsMirror(options);
  }

  private constructor(options: Parameters<typeof StandardsMirror.create>[0]) {
    this.#refs = [...new Set(options.refs)];
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#refreshMs = options.refreshMs;
    this.#onChanged = options.onChanged;
  }

  entries(): readonly StandardsMappingEntry[] {
    return this.#entries;
  }

  /** What of them could not be taken. */
  problems(): ConfigurationProblem[] {
    return this.#problems;
  }

  start(): void {
    if (this.#refs.length > 0) this.#schedule(FIRST_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#work;
  }

  /** Reads the entities now. A read that fails changes nothing. */
  async refresh(): Promise<void> {
    if (this.#refs.length === 0) return;
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: [...this.#refs], fields: FIELDS },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const problems: ConfigurationProblem[] = [];
    this.#refs.forEach((ref, index) => {
      const entity = items[index];
      if (!entity) {
        problems.push({
          key: ref,
          message: 'is not in the catalog; it says nothing of standards',
        });
        // One read may have raced with a refresh.
        if (this.#missed.has(ref)) this.#mappings.delete(ref);
        this.#missed.add(ref);
        return;
      }
      this.#missed.delete(ref);
      const mapping = parseStandardsMapping(entity.spec?.mapping);
      this.#mappings.set(ref, mapping);
      for (const { path, message } of mapping.problems) {
        problems.push({
          key: [ref, 'spec.mapping', path].filter(Boolean).join(' '),
          message: `${message}; it is left out`,
        });
      }
    });
    const { entries, problems: tooMuch } = boundMapping({
      entries: this.#refs.flatMap(
        ref => this.#mappings.get(ref)?.entries ?? [],
      ),
      problems: [],
    });
    for (const { message } of tooMuch) {
      problems.unshift({ key: 'fleet.compliance.standardsFrom', message });
    }
    const isSame =
      JSON.stringify([entries, problems]) ===
      JSON.stringify([this.#entries, this.#problems]);
    this.#entries = entries;
    this.#problems = problems;
    if (!isSame) this.#onChanged();
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#work = this.refresh()
        .catch(error =>
          this.#logger.warn(
            'What the catalog says of standards could not be read; what was read before stays',
            error as Error,
          ),
        )
        .then(() => {
          this.#reads += 1;
          this.#schedule(
            this.#reads <= WARM_UPS
              ? Math.min(WARM_UP_MS, this.#refreshMs)
              : this.#refreshMs,
          );
        });
    }, delayMs);
    this.#timer.unref();
  }
}
