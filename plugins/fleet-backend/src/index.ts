/**
 * Collectors, store, mapping, derivations and routes of Fleet.
 *
 * @packageDocumentation
 */
export { fleetPlugin as default } from './plugin';
