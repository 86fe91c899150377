export { checkPreflight } from './checkPreflight';
export type { Reach } from './NamespaceSight';
