export { NotificationTeller } from './NotificationTeller';
export type { NotificationSettings } from './NotificationSettings';
export { readTellingFailure } from './telling';
export { endWatches } from './watches';
