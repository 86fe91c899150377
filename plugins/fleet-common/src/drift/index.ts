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
export { type DriftEvidence } from './evidence/DriftEvidence';
export { driftEvidenceOf } from './evidence/driftEvidenceOf';
export { desiredEvidenceOf } from './evidence/desiredEvidenceOf';
export {
  type AskedPlace,
  type DesiredAt,
  desiredAt,
  isRelated,
} from './evidence/desiredAt';
export {
  isWrittenByOthers,
  type ScannedBytes,
} from './evidence/isWrittenByOthers';
export { isManager, roleOfManager, type ManagerRole } from './classes/managers';
export { coversDrift, type DriftingThing } from './exceptions/coversDrift';
export { sha256 } from './values/sha256';
export { canonicalText } from './values/canonicalText';
export { namedByRule, type RuledDifference } from './rules/namedByRule';
export { ruleApplies, type RuledResource } from './rules/ruleApplies';
