import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { NotificationSettings } from '../NotificationSettings';
import type { Turn } from '../turn';
import type { Sender } from './Sender';

/** What sending needs. */
export type SendContext = {
  knex: Knex;
  logger: LoggerService;
  settings: NotificationSettings;
  sender: Sender;
  turn: Turn;
  /** Milliseconds since 1970. */
  now: () => number;
  isStopped: () => boolean;
};
