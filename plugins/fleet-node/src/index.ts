/**
 * The adapter contract, extension points and service references of Fleet.
 *
 * @packageDocumentation
 */
export * from './actions';
export * from './adapters';
export * from './clusters';
export * from './credentials';
export * from './extensionPoints';
export * from './mapping';
export * from './service';
