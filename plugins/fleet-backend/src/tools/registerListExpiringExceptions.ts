import type { FleetExceptionPage } from '@fleetview/backstage-plugin-fleet-common';
import { personOf } from './personOf';
import type { ToolDependencies } from './registerTools';
import { summaryOf } from './summaryOf';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST = 100;
const PAGE = 100;
const MOST_PAGES = 10;

/** `list-expiring-exceptions`: what is in force, and not for long. */
export function registerListExpiringExceptions({
  registry,
  auth,
  fleet,
  now,
}: ToolDependencies): void {
  registry.register({
    name: 'list-expiring-exceptions',
    title: 'List exceptions that expire',
    description:
      'Lists exceptions of the ledger of Fleet that are in force and end soon, those that end first at the top, as far as who asks may see them. An exception lets a policy, a freeze, a budget or a state of drift be; when it ends, what it waived counts again.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          withinDays: z
            .number()
            .int()
            .min(1)
            .max(14)
            .optional()
            .describe('Only those that end within so many days. 14 if absent.'),
          owner: z
            .string()
            .max(253)
            .optional()
            .describe('Only of this owner, such as group:default/payments.'),
          limit: z
            .number()
            .int()
            .min(1)
            .max(MOST)
            .optional()
            .describe('At most so many. 20 if absent.'),
        }),
      output: z =>
        z.object({
          asOf: z.string(),
          exceptions: z.array(
            z.object({
              id: z.string(),
              state: z.string(),
              kind: z.string(),
              waives: z.array(z.string()),
              clusters: z.array(z.string()).describe('All where empty.'),
              namespaces: z.array(z.string()).describe('All where empty.'),
              seenInPart: z
                .boolean()
                .describe('Whether it covers more than who asks may see.'),
              severity: z.string(),
              reason: z.string(),
              requestedBy: z.string(),
              approvals: z.number(),
              approvalsNeeded: z.number(),
              expiresAt: z.string(),
              owner: z.string().optional(),
            }),
          ),
          more: z
            .boolean()
            .describe('Whether there are, or may be, more than are listed.'),
          limited: z
            .boolean()
            .describe('Whether there may be others that who asks may not see.'),
        }),
    },
    async action({ input, credentials }) {
      const { withinDays = 14, owner, limit = 20 } = input;
      const options = personOf(auth, credentials);
      const { pages, isAll } = await readPages(cursor =>
        fleet.listExceptions(
          {
            // Within how many days one is called expiring is a setting; here it is asked for.
            state: ['active', 'expiring'],
            limit: PAGE,
            ...(owner ? { owner: [owner] } : {}),
            ...(cursor ? { cursor } : {}),
          },
          options,
        ),
      );
      const [{ asOf, limited, hidden }] = pages;
      const until = now() + withinDays * DAY_MS;
      const found = pages
        .flatMap(({ items }) => items)
        .filter(({ expiresAt }) => Date.parse(expiresAt) <= until)
        .sort(
          (left, right) =>
            Date.parse(left.expiresAt) - Date.parse(right.expiresAt),
        );
      return {
        output: {
          asOf,
          exceptions: found.slice(0, limit).map(summaryOf),
          more: found.length > limit || !isAll,
          limited: limited !== undefined || hidden > 0,
        },
      };
    },
  });
}

/** The ledger pages by when something was asked for: what ends first may be on any page. */
async function readPages(
  read: (cursor?: string) => Promise<FleetExceptionPage>,
): Promise<{
  pages: [FleetExceptionPage, ...FleetExceptionPage[]];
  isAll: boolean;
}> {
  const pages: [FleetExceptionPage, ...FleetExceptionPage[]] = [await read()];
  let next = pages[0].nextCursor;
  while (next && pages.length < MOST_PAGES) {
    const page = await read(next);
    pages.push(page);
    next = page.nextCursor;
  }
  return { pages, isAll: !next };
}
