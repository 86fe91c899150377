export {
  sourceObjectSchema,
  subjectReferenceSchema,
  type SourceObject,
  type SubjectReference,
} from './common';
export * from './boundedText';
export * from './image';
export * from './namespace';
export * from './node';
export * from './workload';
export * from './delivery';
export * from './ignoreRules';
export * from './placement';
export * from './source';
export * from './freeze';
export * from './heartbeat';
export * from './cluster';
export * from './pool';
export * from './agent';
export * from './lease';
export * from './service';
export {
  MAX_OTHER_RESOURCES,
  type PodDemand,
  type ResourceAmounts,
} from './podDemand';
export * from './autoscaler';
export * from './analysis';
export * from './diagnosis';
export * from './difference';
export * from './running';
export * from './comparison';
export * from './severity';
export * from './policy';
export * from './finding';
export * from './exception';
export * from './allocation';
export * from './budget';
export * from './quota';
export * from './access';
export * from './alert';
export * from './fact';
