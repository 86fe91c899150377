import { z } from 'zod';

/** Plurals such as `deployments`; without them the fault meets every request. */
const resources = z.array(z.string().min(1)).optional();
/** The fault goes away after so many requests that it met. */
const count = z.number().int().positive().optional();
const scope = { resources, count };

/** What can be wrong with a cluster; see the table in the README. @public */
export const faultSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('refuse') }),
  z.strictObject({ fault: z.literal('hang'), ...scope }),
  z.strictObject({ fault: z.literal('html'), ...scope }),
  z.strictObject({ fault: z.literal('unauthorized'), ...scope }),
  z.strictObject({ fault: z.literal('forbidden'), ...scope }),
  z.strictObject({
    fault: z.literal('error'),
    status: z
      .union([z.literal(500), z.literal(502), z.literal(503), z.literal(504)])
      .default(500),
    /** The value of the Retry-After header, sent as it is. */
    retryAfter: z.union([z.string(), z.number()]).optional(),
    ...scope,
  }),
  z.strictObject({
    fault: z.literal('throttle'),
    retryAfter: z.union([z.string(), z.number()]).default(1),
    ...scope,
  }),
  z.strictObject({
    fault: z.literal('slow'),
    bytes: z.number().int().positive().default(1),
    intervalMs: z.number().positive().default(100),
    ...scope,
  }),
  z.strictObject({ fault: z.literal('cut') }),
  z.strictObject({ fault: z.literal('half-open') }),
  z.strictObject({
    fault: z.literal('slow-socket'),
    bytes: z.number().int().positive().default(1),
    intervalMs: z.number().positive().default(1000),
  }),
  z.strictObject({ fault: z.literal('mute'), ...scope }),
  z.strictObject({
    fault: z.literal('close-watches'),
    /** `end`: politely, as at the end of its time; `destroy`: the connection breaks. */
    form: z.enum(['end', 'destroy']).default('end'),
    ...scope,
  }),
  z.strictObject({
    fault: z.literal('lines'),
    /**
     * `crlf`, `bom`: harmless oddities; `split`: every byte by itself; `joined`:
     * two events in one line; `truncated`: half an event, then the end.
     */
    form: z.enum(['crlf', 'bom', 'split', 'joined', 'truncated']),
    ...scope,
  }),
  z.strictObject({
    fault: z.literal('events'),
    /**
     * `duplicate`: everything twice; `reorder`: neighbours change places;
     * `unknown-delete`: the end of objects that never were.
     */
    form: z.enum(['duplicate', 'reorder', 'unknown-delete']),
    ...scope,
  }),
  z.strictObject({
    fault: z.literal('revisions'),
    /** `backwards`: they fall with each change; `words`: they are no numbers. */
    form: z.enum(['backwards', 'words']),
  }),
  z.strictObject({
    fault: z.literal('gone'),
    /** `event`: HTTP 200 with one ERROR event; `status`: HTTP 410. */
    form: z.enum(['event', 'status']).default('event'),
    /** Ends the open watches, so that clients resume at once. */
    closeWatches: z.boolean().default(true),
  }),
  z.strictObject({
    fault: z.literal('truncate'),
    /** `destroy`: the connection breaks; `end`: the answer ends as if whole. */
    form: z.enum(['destroy', 'end']).default('destroy'),
    ...scope,
  }),
  z.strictObject({ fault: z.literal('empty-list'), ...scope }),
  z.strictObject({
    fault: z.literal('partial-list'),
    /** Of the objects, how much is left out: always the same ones. */
    share: z.number().min(0).max(1).default(0.5),
    ...scope,
  }),
  z.strictObject({
    fault: z.literal('malformed-list'),
    /** What comes with HTTP 200 instead of the list. */
    form: z.enum([
      'empty-object',
      'null-items',
      'wrong-kind',
      'table',
      'bom',
      'trailing-garbage',
      'too-long',
      'too-short',
      'gzip-bomb',
      'nothing',
    ]),
    ...scope,
  }),
  z.strictObject({
    fault: z.literal('endless-list'),
    /**
     * `pages`: always one more page; `body`: one page that never ends;
     * `same-token`: the same page under the same token; `empty-pages`: nothing,
     * and a token for more of it.
     */
    form: z
      .enum(['pages', 'body', 'same-token', 'empty-pages'])
      .default('pages'),
    ...scope,
  }),
  z.strictObject({
    fault: z.literal('garbage'),
    line: z.string().default('{"type":"MODIFIED","object":{"kind":'),
    ...scope,
  }),
  z.strictObject({ fault: z.literal('gzip'), ...scope }),
  z.strictObject({
    fault: z.literal('not-served'),
    resources: z.array(z.string().min(1)).min(1),
    /** All versions unless given. */
    versions: z.array(z.string().min(1)).optional(),
  }),
  z.strictObject({
    fault: z.literal('certificate'),
    form: z.enum(['expired', 'other-authority', 'other-name']),
  }),
  z.strictObject({
    fault: z.literal('clock'),
    /** How far the cluster's clock is ahead; negative for behind. */
    offsetMs: z.number().int().default(3_600_000),
  }),
  z.strictObject({
    fault: z.literal('redirect'),
    location: z.string().default('http://127.0.0.1:1/'),
    ...scope,
  }),
]);

/** A fault with all its parameters. @public */
export type Fault = z.output<typeof faultSchema>;

/** A fault as one writes it down: parameters with a default may be left out. @public */
export type FaultInput = z.input<typeof faultSchema>;

/** The names of all faults. @public */
export type FaultName = Fault['fault'];
