import type { Knex } from 'knex';
import type { CostSettings } from '../config/costSchema';
import type { PromotionConfig } from '../config/promotionSchema';
import type { SeenInstance, StageFleet } from './types';

/** All that promotions of one component are judged by at one moment. */
export type PromotionWorld = {
  knex: Knex;
  /** Milliseconds since 1970. */
  now: number;
  config: PromotionConfig;
  cost: CostSettings;
  stageFleet: StageFleet;
  /** All instances of the component. */
  seen: readonly SeenInstance[];
};
