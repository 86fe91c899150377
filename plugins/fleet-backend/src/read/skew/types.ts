import type {
  ExpectedSkew,
  SkewAspect,
  TraitSight,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { ReadContext, Row } from '../types';

/** What traits are read of. */
export type SkewReading = {
  context: ReadContext;
  /** The clusters that are compared, as the fleet's snapshot has them. */
  clusters: readonly Row[];
  adapters: readonly FleetAdapter[];
};

/** One thing in which clusters are compared, as far as each of them is known. */
export type Trait = {
  aspect: SkewAspect;
  key: string;
  /** By cluster, where anything of it was read. */
  sights: ReadonlyMap<string, TraitSight>;
  /** What it means for a cluster that nothing of it was read there. */
  elsewhere: (cluster: Row) => TraitSight;
  /** Why clusters may do without, or be otherwise for now; by cluster. */
  learned?: ReadonlyMap<
    string,
    { exempt?: ExpectedSkew; moving?: ExpectedSkew }
  >;
};

export type TraitReader = (reading: SkewReading) => Promise<Trait[]>;
