import type { Knex } from 'knex';
import type { SubjectResolver } from '../store/SubjectResolver';
import type { FleetSnapshot, FleetView } from './fleet';

/** What every read needs. */
export type ReadContext = {
  knex: Knex;
  /** Milliseconds since 1970. */
  now: number;
  /** What a reader may see who may not see all. */
  view?: FleetView;
  /** What all replicas sign cursors with. */
  cursorKey?: Buffer;
  /** Whether it may be said how much is hidden. */
  tellsHidden?: boolean;
  /** What sources call a cluster. */
  namesOf?: (clusterId: string) => readonly string[];
  /** Which cluster a hub means; where absent, only what is stored tells. */
  resolver?: SubjectResolver;
  /** Which entities a reader may see in the catalog who may not see all of the fleet; all where absent. */
  mayReadEntities?: (
    entityRefs: readonly string[],
  ) => Promise<ReadonlySet<string>>;
};

/** What a read needs that speaks of the whole fleet. */
export type FleetReadContext = ReadContext & { fleet: FleetSnapshot };

/** A row of a table, as the database gives it. */
export type Row = Record<string, any>;

/** A time of the database as the API words it. */
export function toTime(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return new Date(Number(value)).toISOString();
}

/** Leaves out what is undefined, so that an answer has no empty fields. */
export function defined<T extends Record<string, unknown>>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, inner]) => inner !== undefined),
  ) as T;
}
