/**
 * The vocabulary of Fleet: facts, states, permissions, annotations and the API
 * client, and the one way that addresses and text from outside are let in.
 *
 * @packageDocumentation
 */
export * from './addresses';
export * from './annotations';
export * from './audit';
export * from './client';
export * from './compliance';
export * from './cost';
export * from './csv';
export * from './drift';
export * from './facts';
export * from './findings';
export * from './permissions';
export * from './promotion';
export * from './skew';
export * from './states';
