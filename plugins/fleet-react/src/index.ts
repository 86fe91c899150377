/**
 * What the pages of Fleet are made of: the API reference, hooks, view models,
 * the status vocabulary and shared components.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './status';
export * from './viewModels';
export * from './clock';
export * from './live';
export * from './queries';
export * from './translation';
export * from './components';
