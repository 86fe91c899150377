export {
  joinDocuments,
  objectOf,
  parseDocuments,
  type ObjectName,
} from './documents';
export * from './editFile';
export * from './excludedNamespaces';
export * from './findAnywhere';
export * from './findObjects';
export * from './kustomization';
export { locate, type Located } from './locate';
export * from './parts';
export * from './refuseAnchors';
export { childOf, setInText, type YamlPath } from './setInText';
export { READ_BY, type Json } from './valueText';
