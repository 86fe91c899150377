export { findEpisode } from './findEpisode';
export { getDriftEpisode } from './getDriftEpisode';
export { listDrift } from './listDrift';
export { listDriftGroups } from './listDriftGroups';
export { previewDriftIgnored } from './previewDriftIgnored';
export { visibleEpisodes } from './selectEpisodes';
