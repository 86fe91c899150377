export * from './types';
export {
  createSimulationClock,
  createWallClock,
  DEFAULT_START_TIME,
} from './clock';
export type { Clock } from './clock';
export {
  ADMIN_RULES,
  NAMESPACES_ONLY_RULES,
  READER_RULES,
} from './api/authorization';
export type { AccessRule, TokenGrant } from './api/authorization';
export { defineResourceType } from './api/resourceTypes';
export type { ResourceType, ResourceTypeInput } from './api/resourceTypes';
export type {
  ServiceHandler,
  ServiceRequest,
  ServiceResponse,
} from './api/ServiceProxy';
export { AuditLogSender } from './auditLog/AuditLogSender';
export { runCommandLine } from './cli';
export { ControlServer } from './control/ControlServer';
export { faultSchema } from './faults/faultSchema';
export type { Fault, FaultInput, FaultName } from './faults/faultSchema';
export { FleetSimulator } from './FleetSimulator';
export type {
  FleetSimulatorOptions,
  GitDelivery,
  GitOrigin,
  PlainCluster,
} from './FleetSimulator';
export { GitHost } from './git/GitHost';
export type { GitHostOptions } from './git/GitHost';
export { GitError, GitRepository } from './git/GitRepository';
export { GitServer } from './git/GitServer';
export type { GitServerOptions } from './git/GitServer';
export { readObjectsFolder } from './objects/readObjectsFolder';
export type {
  FolderNotice,
  ObjectSource,
  ObjectsFolder,
} from './objects/readObjectsFolder';
export { type AppConfigOptions, renderAppConfig } from './output/appConfig';
export { renderCatalog } from './output/catalog';
export { renderKubeconfig } from './output/kubeconfig';
export { writeFiles } from './output/writeFiles';
export { SimulatedCluster } from './SimulatedCluster';
export { ObjectStore } from './store/ObjectStore';
export type { ObjectReference } from './store/ObjectStore';
export type { TruthEntry, TruthLog, TruthSummary } from './truthLog';
export * from './world/builders';
export { DriftError, Drifts } from './world/drifts/Drifts';
export type { DriftInput } from './world/drifts/driftSchema';
export type {
  DriftKind,
  DriftReport,
  DriftResource,
} from './world/drifts/driftTypes';
export { ReleaseError, Releases } from './world/releases/Releases';
export { Release } from './world/releases/Release';
export type {
  HandEditInput,
  ReleaseInput,
  ReleaseTrouble,
} from './world/releases/releaseSchema';
export type {
  ReleaseLifecycle,
  ReleaseMember,
  ReleaseReport,
  ReleaseState,
} from './world/releases/releaseTypes';
export { DEFAULT_SCENARIO } from './world/scenario/defaultScenario';
export {
  PROMOTION_SCENARIO,
  PROMOTION_STAGES,
} from './world/scenario/promotionScenario';
export { RELEASE_SCENARIO } from './world/scenario/releaseScenario';
export { loadScenario, parseScenario } from './world/scenario/loadScenario';
export {
  createEmptyScenario,
  scenarioSchema,
} from './world/scenario/scenarioSchema';
export type {
  Scenario,
  ScenarioCluster,
  ScenarioComponent,
  ScenarioIncident,
  ScenarioInput,
  ScenarioRollout,
} from './world/scenario/scenarioSchema';
