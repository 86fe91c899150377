import {
  serviceName,
  type AdapterDesired,
  type AdapterPoll,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { describeActions } from './describeActions';
import { describeDesired, describeFollowUp, nameOfKind } from './describeKinds';
import { extensionRoles } from './extensionRoles';
import { markdownTable } from './markdownTable';

const PACKAGE = '../../plugins/fleet-backend-module-adapters';
const GENERATED =
  '<!-- Generated from the descriptors of the adapters by `npm run generate`. Do not edit. -->';

function code(text: string): string {
  return `\`${text}\``;
}

function unique(values: readonly string[]): string {
  return [...new Set(values)].map(code).join(', ');
}

function rolesOf(adapter: FleetAdapter): string {
  const needsDefault = adapter.watches.some(({ extension }) => !extension);
  return [
    ...(needsDefault
      ? [`[default role](${PACKAGE}/rbac/cluster-role.yaml)`]
      : []),
    ...extensionRoles([adapter]).map(
      ({ id }) => `[${code(id)}](${PACKAGE}/rbac/extension-roles/${id}.yaml)`,
    ),
    ...(adapter.actions?.length
      ? [
          `acting: [${code(adapter.id)}](${PACKAGE}/rbac/acting/${
            adapter.id
          }.yaml)`,
        ]
      : []),
  ].join(', ');
}

const EXAMPLE = { group: '', kind: 'KIND', namespace: '', name: 'NAME' };

/** The paths without their queries, which settings and the time change. */
function pathsOf(poll: AdapterPoll): string[] {
  const read = poll.readSettings(undefined);
  const paths = poll.paths({
    namespace: 'NAMESPACE',
    settings: 'settings' in read ? read.settings : undefined,
    askedAt: '2026-01-03T00:00:00Z',
  });
  return [...new Set(paths.map(path => path.split('?')[0]))];
}

/** What is asked for again and again, and what only of what differs. */
function questionsOf({ id, polls = [], desired = [] }: FleetAdapter): string {
  const single = desired.flatMap(each => (each.from === 'http' ? [each] : []));
  if (polls.length + single.length === 0) return '';
  const table = markdownTable(
    [
      'Poll',
      'Asks for',
      'Service, unless configured',
      'Every',
      'At most',
      'Within',
      'Becomes',
      'Read from it',
      'Role',
    ],
    [
      ...polls.map(poll => [
        code(`${id}/${poll.kind}`),
        pathsOf(poll).map(code).join(', '),
        code(serviceName(poll.service)),
        `${poll.intervalSeconds} s`,
        `${poll.maxBytes / 1024 / 1024} MiB`,
        `${poll.timeoutSeconds ?? 30} s`,
        poll.facts.map(code).join(', '),
        poll.reads,
        code(poll.extension.role),
      ]),
      ...single.map(each => [
        code(`${id}/${each.kind}`),
        code(
          each
            .path({ namespace: 'NAMESPACE', name: 'NAME' }, EXAMPLE)
            .split('?')[0],
        ),
        code(serviceName(each.service)),
        'only of what differs',
        `${each.maxBytes / 1024 / 1024} MiB`,
        '30 s',
        code('difference'),
        each.reads,
        code(each.extension.role),
      ]),
    ],
  );
  return `
## What is asked for over HTTP

Off unless ${code(
    'fleet.polls',
  )} names the poll with a cluster and a namespace. Without ${code('url')}
the question goes through the API server's service proxy, which the role opens; with one it goes there, and the role is not needed.

${table}
`;
}

function desiredRole(desired: AdapterDesired | undefined): string {
  return desired?.from === 'http' ? code(desired.extension.role) : 'default';
}

/** The page of one adapter. */
export function adapterPage(adapter: FleetAdapter): string {
  const { id, title, homepage, watches } = adapter;
  const kinds = markdownTable(
    [
      'Kind',
      'Group',
      'Versions, newest first',
      'Becomes',
      'Read from it',
      'Role',
    ],
    [
      ...watches.map(watch => [
        nameOfKind(watch),
        watch.group ? code(watch.group) : 'core',
        watch.versions.map(code).join(', '),
        watch.facts.map(code).join(', '),
        watch.coalesceMs
          ? `${watch.reads}; at most once in ${watch.coalesceMs / 1000} s`
          : watch.reads,
        watch.extension ? code(watch.extension.role) : 'default',
      ]),
      ...describeFollowUp(adapter).map(row => [...row, 'default']),
      ...describeDesired(adapter).map((row, index) => [
        ...row,
        desiredRole(adapter.desired?.[index]),
      ]),
    ],
  );
  return `${GENERATED}

# ${title}

[${title}](${homepage}) is read by the adapter ${code(
    id,
  )}. How each kind is judged, and where that differs from others on purpose, stands in
[its README](${PACKAGE}/src/${id}/README.md).

${
  watches.length > 0
    ? `## What is read

${kinds}
`
    : 'No objects of it are read.\n'
}${questionsOf(adapter)}
## What it can be told

${describeActions(adapter) ?? 'Nothing.'}

## What must be granted

${rolesOf(
  adapter,
)}. Of a kind that is not granted, the coverage is \`forbidden\`; of one whose extension role is not configured, \`not-asked\`.
`;
}

/** One table over all adapters. */
export function adaptersPage(adapters: readonly FleetAdapter[]): string {
  return `${GENERATED}

# Adapters

What Fleet reads, and what it can tell the systems that it reads. [How to write an adapter](writing.md) shows a whole one.

${markdownTable(
  ['System', 'Kinds', 'Versions', 'Facts', 'Actions', 'Roles'],
  adapters.map(adapter => [
    `[${adapter.title}](${adapter.id}.md)`,
    [
      ...adapter.watches.map(nameOfKind),
      ...(adapter.polls ?? []).map(({ kind }) => `${code(kind)} over HTTP`),
    ].join(', '),
    unique(adapter.watches.flatMap(({ versions }) => versions)) || '–',
    unique([
      ...[...adapter.watches, ...(adapter.polls ?? [])].flatMap(
        ({ facts }) => facts,
      ),
      ...(adapter.followUp?.facts ?? []),
      ...(adapter.running?.facts ?? []),
      ...(adapter.desired?.length ? ['difference'] : []),
    ]),
    unique((adapter.actions ?? []).map(({ id }) => id)) || '–',
    rolesOf(adapter),
  ]),
)}
`;
}
