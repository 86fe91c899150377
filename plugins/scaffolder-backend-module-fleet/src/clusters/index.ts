export { catalogEntity } from './catalogEntity';
export { checkDescription, withoutEmpty } from './checkDescription';
export { checkFolder } from './checkFolder';
export { checkNotRegistered } from './checkNotRegistered';
export { checkRegistration } from './checkRegistration';
export {
  ATTRIBUTES,
  ENGINES,
  type Attributes,
  type ClusterDescription,
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
export { fluxLayout } from './engines/flux';
export { entityNotes } from './entityNotes';
export { labelsOf } from './labelsOf';
export { printManifests } from './printManifests';
export { registrationFiles } from './registrationFiles';
export { said } from './said';
export { listClusterFiles, writeClusterFiles } from './writeClusterFiles';
export { writeRegistration } from './writeRegistration';
