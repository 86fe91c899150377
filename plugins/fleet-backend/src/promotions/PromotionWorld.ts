import type { Knex } from 'knex';
import type { CostSettings } from '../config/costSchema';
import type { PromotionConfig } from '../config/promotionSchema';
import type { FleetView } from '../read/fleet';
import type { PromotionPreflight } from './preflight/PromotionPreflight';
import type { SeenInstance, StageFleet } from './types';

/** All that promotions of one component are judged by at one moment. */
export type PromotionWorld = {
  knex: Knex;
  /** Milliseconds since 1970. */
  now: number;
  config: PromotionConfig;
  cost: CostSettings;
  stageFleet: StageFleet;
  /** All instances of the component, as far as who asks may see them. */
  seen: readonly SeenInstance[];
  /** What clusters answer, where it is for whoever goes through promotions to ask them. */
  preflight?: Pick<PromotionPreflight, 'factsOf'>;
  /** What who asks may see; all where absent. */
  view?: FleetView;
};
