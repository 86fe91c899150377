export { NotificationTeller } from './NotificationTeller';
export { readTellingFailure } from './telling';
export { endWatches } from './watches';
