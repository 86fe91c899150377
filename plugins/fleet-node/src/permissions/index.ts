/**
 * What permission policies need to decide about the fleet under conditions.
 *
 * @packageDocumentation
 */
export * from './conditions';
export * from './resources';
export * from './rules';
