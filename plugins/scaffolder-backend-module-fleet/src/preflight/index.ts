export { readValues } from './readValues';
export { readWorkspaceManifests } from './readWorkspaceManifests';
