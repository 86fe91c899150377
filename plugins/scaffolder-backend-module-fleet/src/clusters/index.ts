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
export { fluxLayout } from './engines/flux';
export { entityNotes } from './entityNotes';
export { labelsOf } from './labelsOf';
export { checkLabel, checkObjectName, refuse } from './names';
export { printManifests } from './printManifests';
export { registrationFiles } from './registrationFiles';
export { said } from './said';
export { listClusterFiles, writeClusterFiles } from './writeClusterFiles';
export { writeRegistration } from './writeRegistration';
