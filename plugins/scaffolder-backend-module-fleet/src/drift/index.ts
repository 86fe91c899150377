export { adoptDrift, type Adopted, type Skipped } from './adoptDrift';
export { readAllowedPaths, type AllowedPaths } from './allowed';
export { checkEpisodeId, checkMayBeAdopted } from './checkEpisode';
