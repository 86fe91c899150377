import { createHash } from 'node:crypto';
import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { describeIssue } from './describeIssue';
import type {
  AdapterPoll,
  FailedAnswer,
  PollDefinition,
  PollReading,
  PollSettings,
} from './types';

/** One of several systems in a cluster must not be taken for another: the namespace is part of it. */
function uidOf(...parts: string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `poll-${hash.slice(0, 40)}`;
}

function isFailed(answer: unknown): answer is FailedAnswer {
  return typeof Object(answer).failed === 'string';
}

/**
 * Joins schemas and functions to a poll whose `read`, `map` and `readSettings` never
 * throw: settings that do not fit are refused, an answer that does not fit is
 * `invalid` as a whole, an item that does not fit is skipped as `malformed`.
 *
 * @public
 */
export function definePoll<
  TAnswer extends z.ZodType,
  TItem extends z.ZodType,
  TSettings extends z.ZodType = z.ZodType<undefined>,
>(definition: PollDefinition<TAnswer, TItem, TSettings>): AdapterPoll {
  const {
    answer,
    items,
    item,
    map,
    paths,
    required,
    settings,
    pricesOf,
    ...poll
  } = definition;
  const answerSchema = z.compile(answer);
  const objectSchema = z.compile(
    z.looseObject({ answeredAt: z.string(), item }),
  );
  return {
    ...poll,
    readSettings(value) {
      if (!settings) {
        // What is meant for another poll is a mistake, and not to be passed over.
        return value === undefined
          ? { settings: undefined }
          : { invalid: 'settings: it takes none' };
      }
      const result = settings.safeParse(value);
      return result.success
        ? { settings: result.data }
        : { invalid: `settings: ${describeIssue(result.error)}` };
    },
    ...(pricesOf && {
      pricesOf: (read: unknown) => pricesOf(read as z.output<TSettings>),
    }),
    paths: asked => paths(asked as PollSettings<z.output<TSettings>>),
    ...(required && {
      required: (asked: PollSettings) =>
        required(asked as PollSettings<z.output<TSettings>>),
    }),
    read(answers, asked): PollReading {
      const { namespace, answeredAt } = asked;
      const context = asked as PollSettings<z.output<TSettings>> & {
        answeredAt: string;
      };
      try {
        const count = required?.(context) ?? answers.length;
        const parsed: z.output<TAnswer>[] = [];
        const optional: (z.output<TAnswer> | FailedAnswer)[] = [];
        for (const [index, each] of answers.entries()) {
          const result = answerSchema.safeParse(each);
          if (index < count) {
            if (!result.success) {
              return { invalid: `the answer: ${describeIssue(result.error)}` };
            }
            parsed.push(result.data);
          } else if (isFailed(each)) {
            optional.push({ failed: boundedText(each.failed) });
          } else {
            optional.push(
              result.success
                ? result.data
                : { failed: `the answer: ${describeIssue(result.error)}` },
            );
          }
        }
        const found = items(parsed, { ...context, optional });
        if ('invalid' in found) {
          return { invalid: boundedText(`the answer: ${found.invalid}`) };
        }
        const uids = new Set<string>();
        const objects = found.map(({ key, name, item: each }) => {
          const uid = uidOf(poll.kind, namespace, key);
          uids.add(uid);
          return {
            apiVersion: `${poll.group}/${poll.version}`,
            kind: poll.kind,
            metadata: { uid, name, namespace },
            answeredAt,
            item: each,
          };
        });
        // Of two that cannot be told apart one would be lost, and not always the same.
        if (uids.size < objects.length) {
          return { invalid: 'the answer has two items that are the same one' };
        }
        return { items: objects };
      } catch (error) {
        return { invalid: boundedText(`the answer: ${error}`) };
      }
    },
    map(object, context) {
      const parsed = objectSchema.safeParse(object);
      if (!parsed.success) {
        return { skipped: 'malformed', detail: describeIssue(parsed.error) };
      }
      const { item: each, answeredAt } = parsed.data as {
        item: z.output<TItem>;
        answeredAt: string;
      };
      try {
        return map(each, { ...context, answeredAt });
      } catch (error) {
        return { skipped: 'mapper-failed', detail: boundedText(String(error)) };
      }
    },
  };
}
