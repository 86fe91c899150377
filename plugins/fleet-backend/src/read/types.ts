import type { Knex } from 'knex';
import type { StatementScope } from '../permissions/StatementScope';
import type { SubjectResolver } from '../store/SubjectResolver';
import type { FleetSnapshot, FleetView } from './fleet';

export { defined, toTime } from '../values';

/** What every read needs. */
export type ReadContext = {
  knex: Knex;
  /** Milliseconds since 1970. */
  now: number;
  /** What a reader may see who may not see all. */
  view?: FleetView;
  /** What a reader may see of the things with a permission of their own that he asks for; all where absent. */
  things?: StatementScope;
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
