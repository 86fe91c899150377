export { type NormaliseOptions } from './normalise/normalise';
export {
  type KeyValue,
  type PathStep,
  parseDriftPath,
} from './paths/driftPath';
export { type PathPattern, parsePathPattern } from './paths/pathPattern';
export { canonicalQuantity } from './normalise/canonicalQuantity';
export { type ToldValue } from './diff/toldValue';
export * from './diff/Difference';
export * from './diff/diffObjects';
export { MAX_DIFFERENCES } from './diff/DifferenceList';
export { type Author, type Authorship, authorOf } from './author/authorOf';
export * from './classes/driftClass';
export * from './classes/classOfDifference';
export * from './episodes/DriftEpisode';
export * from './episodes/episodesOf';
export * from './episodes/ageOfEpisode';
export * from './episodes/driftDebt';
export * from './episodes/timeToHeal';
export { type DriftedResource, diffClassOf } from './same/diffClassOf';
export { hasKnownDefaults } from './normalise/hasKnownDefaults';
