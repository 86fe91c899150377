export { editManifest, type EditedText } from './editManifest';
export { editManifests, type EditedFiles } from './editManifests';
export { edit, type Edit } from './edits';
