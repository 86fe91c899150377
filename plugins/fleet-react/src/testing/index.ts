/**
 * A world to test pages against, and an API over it.
 *
 * @packageDocumentation
 */
export * from './actions';
export * from './audit';
export * from './builders';
export { diagnosis } from './diagnosis';
export { allocation, finding } from './policyAndCost';
export { companyStatements, statement } from './statements';
export * from './rollouts';
export * from './world';
export * from './FakeFleetApi';
export * from './hostileWorld';
