export { type NormaliseOptions } from './normalise/normalise';
export { type ToldValue } from './diff/toldValue';
export * from './diff/Difference';
export * from './diff/diffObjects';
export { MAX_DIFFERENCES } from './diff/DifferenceList';
export { type Author, type Authorship, authorOf } from './author/authorOf';
export * from './classes/driftClass';
export * from './classes/classOfDifference';
export { hasKnownDefaults } from './normalise/hasKnownDefaults';
