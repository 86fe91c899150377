import type {
  ClusterRecord,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';

/** What one locator method has found: all of it, or what was wrong with single entries. */
export type Located = {
  records: ClusterRecord[];
  problems: ConfigurationProblem[];
};

/** Adds a record unless an earlier one has its name, which is then said. */
export function addRecord(
  located: Located,
  record: ClusterRecord,
  nameKey: string,
): void {
  if (located.records.some(({ name }) => name === record.name)) {
    located.problems.push({
      key: nameKey,
      value: record.name,
      message: 'is the name of an earlier cluster; this one is left out',
    });
    return;
  }
  located.records.push(record);
}

/** An error's first line, for people. */
export function words(error: unknown): string {
  const [line] = String(error instanceof Error ? error.message : error).split(
    '\n',
  );
  return line.slice(0, 300);
}
