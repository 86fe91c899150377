import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { generatedBlock } from './generatedBlock';
import { markdownTable } from './markdownTable';

function code(text: string): string {
  return `\`${text}\``;
}

/** The kinds that an adapter reads, for its README. */
export function describeKinds(adapter: FleetAdapter): string {
  return generatedBlock(
    markdownTable(
      ['Kind', 'Group', 'Versions, newest first', 'Becomes', 'Read from it'],
      adapter.watches.map(watch => [
        code(watch.kind),
        watch.group ? code(watch.group) : 'core',
        watch.versions.map(code).join(', '),
        watch.facts.map(code).join(', '),
        watch.reads,
      ]),
    ),
  );
}

/** The systems that the package reads, for its README. */
export function describeSystems(adapters: readonly FleetAdapter[]): string {
  return generatedBlock(
    markdownTable(
      ['System', 'Kinds'],
      adapters.map(({ id, title, homepage, watches }) => [
        `[${title}](src/${id}/README.md) ([site](${homepage}))`,
        watches.map(watch => code(watch.kind)).join(', '),
      ]),
    ),
  );
}
