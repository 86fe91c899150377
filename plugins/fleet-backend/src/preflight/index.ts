export { checkPreflight, type Preflighting } from './checkPreflight';
export { recordOf, recordsOf, textOf, type Json } from './manifests/json';
export { podsOf } from './manifests/podsOf';
export type { Reach } from './NamespaceSight';
