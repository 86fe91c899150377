export { buildApplication } from './argocd';
export type { ApplicationOptions } from './argocd';
export { buildNamespace, buildNode } from './cluster';
export type { NodeOptions } from './cluster';
export { buildHelmRelease, buildKustomization, buildSource } from './flux';
export type {
  HelmReleaseOptions,
  KustomizationOptions,
  SourceKind,
  SourceOptions,
} from './flux';
export { buildDeployment } from './workloads';
export type { WorkloadOptions } from './workloads';
export { buildHostileDeployment, HOSTILE_FORMS } from './hostile';
export type { HostileForm } from './hostile';
