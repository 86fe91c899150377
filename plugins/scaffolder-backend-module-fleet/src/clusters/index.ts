export { checkFolder } from './checkFolder';
export { checkRegistration } from './checkRegistration';
export {
  ATTRIBUTES,
  ENGINES,
  type ClusterFile,
  type ClusterRegistration,
  type Engine,
  type Manifest,
  type RegistrationInput,
} from './ClusterRegistration';
export { checkReference } from './checkReference';
export { differences } from './differences';
export {
  checkLabel,
  checkLabelKey,
  checkLabelValue,
  checkObjectName,
  refuse,
} from './names';
export { printManifests } from './printManifests';
export { registrationFiles } from './registrationFiles';
export { writeRegistration } from './writeRegistration';
