export { adoptDrift, type Adopted, type Skipped } from './adoptDrift';
export { checkEpisodeId, checkMayBeAdopted } from './checkEpisode';
