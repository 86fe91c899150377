/**
 * The vocabulary of Fleet: facts, states, permissions, annotations and the API
 * client.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './audit';
export * from './client';
export * from './facts';
export * from './permissions';
export * from './states';
