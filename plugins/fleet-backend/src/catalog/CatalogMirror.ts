import { createHash } from 'node:crypto';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import {
  EntityIndex,
  MAPPING_ANNOTATIONS,
  type MirroredEntity,
} from '../mapping/EntityIndex';
import { toMirroredEntity } from './toMirroredEntity';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'relations',
];

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
  readonly #onChanged: () => Promise<void>;
  #index = new EntityIndex([]);
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
    /** Something changed that may bind things differently. */
    onChanged: () => Promise<void>;
  }): Promise<CatalogMirror> {
    const mirror = new CatalogMirror(options);
    await mirror.#load();
    return mirror;
  }

  private constructor(options: {
    knex: Knex;
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    refreshMs: number;
    onChanged: () => Promise<void>;
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
      for await (const entities of this.#catalog.streamEntities(
        {
          filter: MAPPING_ANNOTATIONS.map(annotation => ({
            [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
          })),
          fields: FIELDS,
        },
        { credentials },
      )) {
        for (const entity of entities) {
          const mirrored = toMirroredEntity(entity);
          found.set(mirrored.ref, mirrored);
        }
      }
      await this.#merge(found, true);
    });
  }

  /** Reads one entity now, for somebody who looks at it. */
  refreshOne(ref: string): Promise<MirroredEntity | undefined> {
    return this.#exclusively(async () => {
      const entity = await this.#catalog.getEntityByRef(ref, {
        credentials: await this.#auth.getOwnServiceCredentials(),
      });
      if (entity) {
        const mirrored = toMirroredEntity(entity);
        await this.#merge(new Map([[mirrored.ref, mirrored]]), false);
      }
      return this.#index.byRef.get(ref);
    });
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
    for (const entity of found.values()) {
      const hash = hashOf(entity);
      const row = rows.get(entity.ref);
      if (row?.hash === hash && row.missed_reads === 0) continue;
      await this.#knex('entity')
        .insert({
          ref: entity.ref,
          title: entity.title ?? null,
          owner: entity.owner ?? null,
          system: entity.system ?? null,
          annotations: JSON.stringify(entity.annotations),
          hash,
          missed_reads: 0,
        })
        .onConflict('ref')
        .merge();
    }
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
    const now = await this.#rows();
    if (fingerprintOf(now) === this.#loaded) return;
    await this.#load();
    // What fails here differs from what is loaded the next time too.
    const loaded = this.#loaded;
    this.#loaded = '';
    await this.#onChanged();
    this.#loaded = loaded;
  }

  #rows(): Promise<{ ref: string; hash: string }[]> {
    return this.#knex('entity').orderBy('ref').select('ref', 'hash');
  }

  async #load(): Promise<void> {
    const rows = await this.#knex('entity').orderBy('ref').select();
    this.#loaded = fingerprintOf(rows);
    this.#index = new EntityIndex(
      rows.map(row => ({
        ref: row.ref,
        ...(row.title ? { title: row.title } : {}),
        ...(row.owner ? { owner: row.owner } : {}),
        ...(row.system ? { system: row.system } : {}),
        annotations: JSON.parse(row.annotations),
      })),
    );
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

function fingerprintOf(rows: { ref: string; hash: string }[]): string {
  const hash = createHash('sha1');
  for (const row of rows) hash.update(`${row.ref}\n${row.hash}\n`);
  return hash.digest('base64url');
}

function hashOf(entity: MirroredEntity): string {
  return createHash('sha1').update(JSON.stringify(entity)).digest('base64url');
}
