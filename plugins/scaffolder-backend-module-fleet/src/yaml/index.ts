export { objectOf, parseDocuments, type ObjectName } from './documents';
export * from './editFile';
export * from './excludedNamespaces';
export * from './findObjects';
export * from './kustomization';
export * from './refuseAnchors';
