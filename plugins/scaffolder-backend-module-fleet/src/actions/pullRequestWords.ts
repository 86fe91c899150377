import type { FleetException } from '@fleetview/backstage-plugin-fleet-common';
import type { ChangedFiles } from '../workspace';
import { branchOf } from './branchOf';

const LONGEST_TITLE = 100;

/** What a pull request is called, and what its reviewers read. */
export type PullRequestWords = {
  title: string;
  description: string;
  branch: string;
};

/**
 * Of a pull request that has an exception applied, or ends that.
 *
 * @param folder - where in the repository that is
 */
export function exceptionWords(
  exception: FleetException,
  what: 'applies' | 'ends',
  folder: string,
  done: { files: ChangedFiles; notes: readonly string[] },
): PullRequestWords {
  const { id, scope, reason, ticket, expiresAt, requestedBy } = exception;
  const policies = scope.policies.map(({ name }) => name).join(', ');
  const day = expiresAt.slice(0, 10);
  return {
    branch: branchOf(
      ['exception', id.slice(0, 8), what === 'ends' ? 'ends' : ''],
      folder,
      [id],
    ),
    title: oneLine(
      what === 'applies'
        ? `Exception from ${policies} until ${day}`
        : `End of the exception from ${policies}`,
    ),
    description: [
      what === 'applies'
        ? `The exception is ${exception.state} in the ledger of Fleet, and ends at ${expiresAt}.`
        : `The exception is ${exception.state} in the ledger of Fleet.`,
      table([
        ['Exception', id],
        ['Policies', policies],
        [
          'Clusters',
          scope.clusters.map(({ name }) => name).join(', ') || 'all',
        ],
        ['Namespaces', scope.namespaces.join(', ') || 'all'],
        ['Reason', reason],
        ['Ticket', ticket ?? ''],
        ['Asked for by', requestedBy],
        ['Approved by', exception.approvals.map(({ by }) => by).join(', ')],
      ]),
      list(done.notes),
      ...(what === 'applies' && scope.clusters.length > 0
        ? [
            'Only these clusters may get it: check that the folder is of no others.',
          ]
        : []),
    ].join('\n\n'),
  };
}

/** Sentences as a list of Markdown. */
export function list(sentences: readonly string[]): string {
  return sentences.map(each => `- ${plain(each)}`).join('\n');
}

/** A text of others on one line, cut where it is long. */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > LONGEST_TITLE
    ? `${line.slice(0, LONGEST_TITLE - 1).trimEnd()}…`
    : line;
}

/**
 * What others wrote is shown as they wrote it: in a block of code it mentions nobody, links
 * nowhere, and is no markup.
 */
export function table(rows: readonly (readonly [string, string])[]): string {
  return rows
    .filter(([, value]) => value !== '')
    .map(
      ([name, value]) =>
        `    ${`${name}:`.padEnd(14)}${value
          .replace(/[\p{Cf}]/gu, '')
          .split(/\r\n|[\n\r\u2028\u2029\v\f]/)
          .join(`\n    ${' '.repeat(14)}`)}`,
    )
    .join('\n');
}

/** Sentences of ours with names of others in them, as plain text. */
function plain(text: string): string {
  return oneLineOf(text).replace(/[\\`*_[\]<>#@|~!]/g, '\\$&');
}

function oneLineOf(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
