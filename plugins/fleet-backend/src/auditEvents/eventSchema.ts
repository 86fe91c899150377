import { z } from 'zod';

const text = (longest: number) => z.string().max(longest);
/** An API server cuts nothing of it but the user agent. */
const user = z.object({ username: z.string().min(1).max(512) });
const time = text(64).transform((value, context) => {
  const at = Date.parse(value);
  if (Number.isFinite(at)) return at;
  context.addIssue({ code: 'custom', message: 'is no time' });
  return z.NEVER;
});

/**
 * An event of `audit.k8s.io/v1`, as far as it is read: not the bodies, nor annotations,
 * addresses and groups.
 */
export const eventSchema = z.object({
  auditID: z.string().min(1).max(256),
  stage: text(64),
  verb: text(64),
  requestURI: text(65_536),
  user,
  impersonatedUser: user.optional(),
  userAgent: text(4_096).default(''),
  objectRef: z
    .object({
      apiGroup: text(253).default(''),
      resource: text(253).default(''),
      subresource: text(63).default(''),
      namespace: text(253).default(''),
      name: text(512).default(''),
    })
    .optional(),
  responseStatus: z.object({ code: z.number().int().optional() }).optional(),
  requestReceivedTimestamp: time,
  stageTimestamp: time,
});

/** An event as it was read. Times are milliseconds since 1970. */
export type AuditEvent = z.output<typeof eventSchema>;
