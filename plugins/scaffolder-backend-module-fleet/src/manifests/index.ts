export { checkEdit } from './checkEdit';
export { editManifest, type EditedText } from './editManifest';
export { editManifests, type EditedFiles } from './editManifests';
export { EDITS, type Edit } from './edits';
export { Manifest, type Changed } from './Manifest';
export { checkFile } from './shared/checkFile';
export { kindOf } from './shared/openObject';
