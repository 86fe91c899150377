/**
 * What permission policies need to decide about the fleet under conditions.
 *
 * @packageDocumentation
 */
export * from './clusterRules';
export * from './conditions';
export * from './instanceRules';
export * from './resources';
