export { getPast } from './getPast';
export { PastMoments } from './PastMoments';
export type { PastMoment } from './PastMoment';
export { pastRow } from './pastRow';
export { readPastTime, toPast, type PastTime } from './PastTime';
export { readPastTile } from './readPastTile';
export { allThen, visibleThen } from './visibleThen';
