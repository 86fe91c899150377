import type { Knex } from 'knex';
import type { FleetConfig } from '../config/FleetConfig';
import type { CurrencyLookup } from '../coverage/CoverageTracker';
import type { EntityIndex } from '../mapping/EntityIndex';
import type { NamespaceOwners } from '../mapping/namespaceOwners';
import type { FenceOf } from './checkFences';

/** What all of deriving goes by. */
export type DeriveContext = {
  knex: Knex;
  config: FleetConfig;
  currency: CurrencyLookup;
  entities: EntityIndex;
  /** Whom namespaces belong to; nobody's where absent. */
  owners?: NamespaceOwners;
  /** What sources call a cluster. */
  namesOf?: (clusterId: string) => readonly string[];
  /** Absent where nobody shares the clusters. */
  fenceOf?: FenceOf;
  /** Milliseconds since 1970. */
  now: number;
};
