import type { Knex } from 'knex';
import type { FleetConfig } from '../config/FleetConfig';
import type { CurrencyLookup } from '../coverage/CoverageTracker';
import type { EntityIndex } from '../mapping/EntityIndex';
import type { FenceOf } from './checkFences';

/** What all of deriving goes by. */
export type DeriveContext = {
  knex: Knex;
  config: FleetConfig;
  currency: CurrencyLookup;
  entities: EntityIndex;
  /** Absent where nobody shares the clusters. */
  fenceOf?: FenceOf;
  /** Milliseconds since 1970. */
  now: number;
};
