import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_CLUSTER_ID,
  isProvidedByFleet,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import {
  EntityIndex,
  MAPPING_ANNOTATIONS,
  type MirroredEntity,
} from '../mapping/EntityIndex';
import { bumpRevision } from '../store/bumpRevision';
import { readBudgetClaims, readContested, writeBudgetClaims } from './budgets';
import type { EntityChange } from './EntityChange';
import {
  fingerprintOf,
  hashOfEntity,
  readEntities,
  writeEntities,
  type KnownEntity,
} from './entityRows';
import { targetOf, toMirroredEntity } from './toMirroredEntity';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'metadata.labels',
  'spec.type',
  'relations',
];

/** Entities that are told of because something of them is left out. */
const PROBLEMS_TOLD = 20;

/** While the catalog is still filling, it is read again after so long. */
const WARM_UP_MS = [3_000, 8_000, 15_000, 30_000, 60_000, 120_000];

/**
 * Mirrors what mapping needs of the catalog into our tables, so that joining
 * asks nobody else. An entity is gone only after two complete reads without it:
 * one read may have raced with a refresh.
 */
export class CatalogMirror {
  readonly #knex: Knex;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #refreshMs: number;
  readonly #onChanged: (changes: EntityChange[]) => Promise<void>;
  #index = new EntityIndex([]);
  /** The entities that were last told of. */
  #told: ReadonlyMap<string, KnownEntity> = new Map();
  #timer: NodeJS.Timeout | undefined;
  #reads = 0;
  #stopped = false;
  /** The rows that the index was made of: others write them too. */
  #loaded = '';
  /** What the last complete read of this replica lacked. */
  #missed = new Set<string>();
  #work: Promise<unknown> = Promise.resolve();

  static async create(options: {
    knex: Knex;
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    refreshMs: number;
    /** Entities are new, other than before, or gone. What fails is told again. */
    onChanged: (changes: EntityChange[]) => Promise<void>;
  }): Promise<CatalogMirror> {
    const mirror = new CatalogMirror(options);
    mirror.#told = await mirror.#load();
    return mirror;
  }

  private constructor(options: {
    knex: Knex;
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    refreshMs: number;
    onChanged: (changes: EntityChange[]) => Promise<void>;
  }) {
    this.#knex = options.knex;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#refreshMs = options.refreshMs;
    this.#onChanged = options.onChanged;
  }

  /** Tells the entities apart that the index was made of; undefined while others are about to be derived with. */
  fingerprint(): string | undefined {
    return this.#loaded || undefined;
  }

  index(): EntityIndex {
    return this.#index;
  }

  /** What of entities could not be taken; of a few entities, and how many more there are. */
  problems(): ConfigurationProblem[] {
    const troubled = [...this.#index.byRef.values()].filter(
      ({ problems }) => problems,
    );
    const told = troubled
      .slice(0, PROBLEMS_TOLD)
      .flatMap(({ ref, problems = [] }) =>
        problems.map(message => ({ key: ref, message })),
      );
    const more = troubled.length - PROBLEMS_TOLD;
    return [
      ...told,
      ...(more > 0
        ? [{ key: 'catalog', message: `and ${more} more entities` }]
        : []),
      ...this.#index.clusters.problems(),
    ];
  }

  start(): void {
    this.#schedule(1_000);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#work.catch(() => undefined);
  }

  /** Reads all entities that mapping can bind to. A read that fails changes nothing. */
  refreshAll(): Promise<void> {
    return this.#exclusively(async () => {
      const found = new Map<string, MirroredEntity>();
      const credentials = await this.#auth.getOwnServiceCredentials();
      const stream = this.#catalog.streamEntities(
        {
          filter: [
            // Their source binds them without anybody's doing.
            { kind: 'component' },
            ...MAPPING_ANNOTATIONS.map(annotation => ({
              [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
            })),
            {
              kind: 'resource',
              'spec.type': 'kubernetes-cluster',
              [`metadata.annotations.${ANNOTATION_CLUSTER_ID}`]:
                CATALOG_FILTER_EXISTS,
            },
          ],
          fields: FIELDS,
        },
        { credentials },
      );
      for await (const entities of stream) {
        for (const entity of entities) {
          // What Fleet said itself is no news to it.
          if (isProvidedByFleet(entity)) continue;
          const mirrored = this.#toMirrored(entity);
          if (mirrored) found.set(mirrored.ref, mirrored);
        }
      }
      const domains = await this.#readDomains();
      for (const entity of found.values()) {
        const domain = entity.system && domains.get(entity.system);
        if (domain) entity.domain = domain;
      }
      await this.#merge(found, true);
      await this.#mergeBudgets();
    });
  }

  /** Reads one entity now, for somebody who looks at it. */
  refreshOne(ref: string): Promise<MirroredEntity | undefined> {
    return this.#exclusively(async () => {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const entity = await this.#catalog.getEntityByRef(ref, { credentials });
      const mirrored = entity && this.#toMirrored(entity);
      if (mirrored) {
        const system =
          mirrored.system &&
          (await this.#catalog.getEntityByRef(mirrored.system, {
            credentials,
          }));
        const domain = system && targetOf(system, RELATION_PART_OF, 'domain');
        if (domain) mirrored.domain = domain;
        await this.#merge(new Map([[mirrored.ref, mirrored]]), false);
      }
      return this.#index.byRef.get(ref);
    });
  }

  /** One that cannot be taken at all costs no other. */
  #toMirrored(entity: Entity): MirroredEntity | undefined {
    try {
      return toMirroredEntity(entity);
    } catch (error) {
      this.#logger.warn('An entity of the catalog is left out', error as Error);
      return undefined;
    }
  }

  /** What may be spent; who claims to be which cluster is known by then. */
  async #mergeBudgets(): Promise<void> {
    const claims = await readBudgetClaims({
      catalog: this.#catalog,
      auth: this.#auth,
    });
    const isChanged = await writeBudgetClaims({
      knex: this.#knex,
      claims,
      isContested: await readContested({
        knex: this.#knex,
        claims: this.#index.clusters.counts(),
      }),
    });
    if (isChanged) await bumpRevision({ knex: this.#knex });
  }

  /** The domains of systems: a component is in one by its system. */
  async #readDomains(): Promise<Map<string, string>> {
    const domains = new Map<string, string>();
    const credentials = await this.#auth.getOwnServiceCredentials();
    for await (const systems of this.#catalog.streamEntities(
      {
        filter: { kind: 'system' },
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'relations'],
      },
      { credentials },
    )) {
      for (const system of systems) {
        const domain = targetOf(system, RELATION_PART_OF, 'domain');
        if (domain) domains.set(stringifyEntityRef(system), domain);
      }
    }
    return domains;
  }

  async #merge(
    found: Map<string, MirroredEntity>,
    complete: boolean,
  ): Promise<void> {
    const rows = new Map<string, { hash: string; missed_reads: number }>(
      (await this.#knex('entity').select('ref', 'hash', 'missed_reads')).map(
        row => [row.ref, row],
      ),
    );
    await writeEntities(
      this.#knex,
      [...found.values()].filter(entity => {
        const row = rows.get(entity.ref);
        return row?.hash !== hashOfEntity(entity) || row.missed_reads !== 0;
      }),
    );
    if (complete) {
      const missed = [...rows.keys()].filter(ref => !found.has(ref));
      for (const ref of missed) {
        // Twice by this replica: another one may have read at the same moment.
        if (this.#missed.has(ref)) {
          await this.#knex('entity').where({ ref }).delete();
        } else {
          await this.#knex('entity').where({ ref }).update({ missed_reads: 1 });
        }
      }
      this.#missed = new Set(missed);
    }
    const now = await this.#knex('entity').orderBy('ref').select('ref', 'hash');
    if (fingerprintOf(now) === this.#loaded) return;
    const known = await this.#load();
    // What fails here differs from what is loaded the next time too.
    const loaded = this.#loaded;
    this.#loaded = '';
    await this.#onChanged(changesBetween(this.#told, known));
    this.#told = known;
    this.#loaded = loaded;
  }

  async #load(): Promise<ReadonlyMap<string, KnownEntity>> {
    const known = await readEntities(this.#knex);
    this.#loaded = fingerprintOf(
      [...known].map(([ref, { hash }]) => ({ ref, hash })),
    );
    this.#index = new EntityIndex(
      [...known.values()].map(({ entity }) => entity),
    );
    return known;
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      void this.refreshAll()
        .catch(error => {
          if (!this.#stopped) {
            this.#logger.warn(
              'Reading the catalog failed; what is known of it stays',
              error,
            );
          }
        })
        .then(() => {
          const next = WARM_UP_MS[this.#reads] ?? this.#refreshMs;
          this.#reads += 1;
          this.#schedule(Math.min(next, this.#refreshMs));
        });
    }, delayMs);
    this.#timer.unref();
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.catch(() => undefined).then(work);
    this.#work = result;
    return result;
  }
}

/** What is new, other than before, or gone. */
function changesBetween(
  before: ReadonlyMap<string, KnownEntity>,
  after: ReadonlyMap<string, KnownEntity>,
): EntityChange[] {
  const changes: EntityChange[] = [];
  for (const [ref, { hash, entity }] of after) {
    const old = before.get(ref);
    if (old?.hash === hash) continue;
    changes.push({ ...(old ? { before: old.entity } : {}), after: entity });
  }
  for (const [ref, { entity }] of before) {
    if (!after.has(ref)) changes.push({ before: entity });
  }
  return changes;
}
