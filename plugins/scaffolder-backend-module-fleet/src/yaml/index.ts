export { objectOf, parseDocuments, type ObjectName } from './documents';
export * from './editFile';
export * from './excludedNamespaces';
export * from './findObjects';
export * from './kustomization';
export * from './refuseAnchors';
export { childOf, setInText, type YamlPath } from './setInText';
export type { Json } from './valueText';
