import { IANAZone } from 'luxon';
import { z } from 'zod';
import { normalisedRef } from '../mapping/namespaceOwners';
import { NOTIFICATION_KINDS, URGENT_KINDS } from '../notifications/kinds';
import type { NotificationSettings } from '../notifications/NotificationSettings';
import { entityReference } from './namespaceOwnerSchema';

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** What may be configured of notifications. */
export const notificationSchema = z.strictObject({
  enabled: z.boolean().default(true),
  digestAt: z
    .string()
    .regex(TIME, 'has to be an hour and a minute, such as "08:00"')
    .default('08:00'),
  timeZone: z
    .string()
    .refine(
      zone => IANAZone.isValidZone(zone),
      'has to be a time zone, such as Europe/Berlin',
    )
    .default('UTC'),
  atOnce: z.array(z.enum(URGENT_KINDS)).default([...URGENT_KINDS]),
  mostAtOnce: z.number().int().min(0).max(100).default(5),
  off: z.array(z.enum(NOTIFICATION_KINDS)).default([]),
  operators: z
    .array(
      entityReference.refine(
        ref => /^(group|user):/.test(normalisedRef(ref)),
        'has to be a group or a user',
      ),
    )
    .max(20)
    .default([]),
});

/** What was configured; nothing where nobody is to be told. */
export function toNotificationSettings(
  configured: z.output<typeof notificationSchema> | undefined,
): NotificationSettings | undefined {
  if (!configured?.enabled) return undefined;
  const { enabled: _, digestAt, operators, ...rest } = configured;
  const [hour, minute] = digestAt.split(':').map(Number);
  return {
    ...rest,
    digestAt: { hour, minute },
    operators: [...new Set(operators.map(ref => normalisedRef(ref)))],
  };
}
