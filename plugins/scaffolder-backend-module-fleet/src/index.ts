/**
 * Actions and templates of the fleet for the scaffolder.
 *
 * @packageDocumentation
 */
export { scaffolderModuleFleet as default } from './module';
