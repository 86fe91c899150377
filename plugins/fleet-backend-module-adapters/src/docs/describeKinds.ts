import type {
  AdapterFollowUp,
  AdapterWatch,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { generatedBlock } from './generatedBlock';
import { markdownTable } from './markdownTable';

function code(text: string): string {
  return `\`${text}\``;
}

/** A kind as documents name it: of a whole group, what its kinds are together. */
export function nameOfKind({ kind, everyKind }: AdapterWatch): string {
  return everyKind
    ? `each ${kind}: every kind of the group, up to ${everyKind.atMost}`
    : code(kind);
}

/** The kinds that an adapter reads, for its README. */
export function describeKinds(adapter: FleetAdapter): string {
  return generatedBlock(
    markdownTable(
      ['Kind', 'Group', 'Versions, newest first', 'Becomes', 'Read from it'],
      [
        ...adapter.watches.map(watch => [
          nameOfKind(watch),
          watch.group ? code(watch.group) : 'core',
          watch.versions.map(code).join(', '),
          watch.facts.map(code).join(', '),
          watch.reads,
        ]),
        ...describeFollowUp(adapter),
        ...describeLooks(adapter),
        ...(adapter.polls ?? []).map(poll => [
          `${code(poll.kind)}, over HTTP`,
          code(poll.group),
          code(poll.version),
          poll.facts.map(code).join(', '),
          poll.reads,
        ]),
        ...describeDesired(adapter),
      ],
    ),
  );
}

/** A row for each kind that is read only to follow something up. */
export function describeFollowUp({
  followUp,
  running,
}: FleetAdapter): string[][] {
  const rowsOf = (each: AdapterFollowUp | undefined, when: string) =>
    (each?.resources ?? []).map(({ kind, group, version }) => [
      code(kind),
      group ? code(group) : 'core',
      code(version),
      each?.facts.map(code).join(', ') ?? '',
      `never watched; of a ${joined(each?.of ?? [])} ${when}, ${each?.reads}`,
    ]);
  return [
    ...rowsOf(followUp, 'that is not well'),
    ...rowsOf(running, 'of a component in a stage that runs by tag'),
  ];
}

/** A row for each kind of which objects are read by their names. */
export function describeLooks({
  looks = [],
  watches,
}: FleetAdapter): string[][] {
  const watched = new Set(watches.map(({ group, kind }) => `${group}/${kind}`));
  return looks
    .filter(({ group, kind }) => !watched.has(`${group}/${kind}`))
    .map(({ kind, group, version }) => [
      code(kind),
      group ? code(group) : 'core',
      code(version),
      code('difference'),
      'never listed; by its name, where it is delivered and may differ: whether it is there, and where others wrote it',
    ]);
}

/** A row for each question how something is desired. */
export function describeDesired({ desired = [] }: FleetAdapter): string[][] {
  return desired.map(each => [
    each.from === 'http' ? `${code(each.kind)}, over HTTP` : code(each.kind),
    code(each.of.group),
    each.from === 'object' ? code(each.version) : '–',
    code('difference'),
    `only of an object that differs and that ${code(each.of.kind)} brings: ${
      each.reads
    }`,
  ]);
}

function joined(kinds: readonly string[]): string {
  const last = code(kinds[kinds.length - 1]);
  const others = kinds.slice(0, -1).map(code);
  return others.length > 0 ? `${others.join(', ')} or ${last}` : last;
}

/** The systems that the package reads, for its README. */
export function describeSystems(adapters: readonly FleetAdapter[]): string {
  return generatedBlock(
    markdownTable(
      ['System', 'Kinds'],
      adapters.map(({ id, title, homepage, watches, polls = [] }) => [
        `[${title}](src/${id}/README.md) ([site](${homepage}))`,
        [
          ...watches.map(nameOfKind),
          ...polls.map(({ kind }) => `${code(kind)} over HTTP`),
        ].join(', '),
      ]),
    ),
  );
}
