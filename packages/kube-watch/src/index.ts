export { KubernetesClient } from './KubernetesClient';
export { ByteBudget, type ByteAccount } from './ByteBudget';
export { collectionPath, objectPath } from './api/paths';
export { systemClock } from './clock';
export * from './errors';
export { defaultLimits } from './limits';
export { reflect } from './reflector/reflect';
export * from './types';
