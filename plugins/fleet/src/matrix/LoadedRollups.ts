import type { MatrixRollups } from '@fleetview/backstage-plugin-fleet-common';
import type { MatrixRollup } from '@fleetview/backstage-plugin-fleet-react';
import { partsOf } from './matrixModel';

/**
 * What groups of rows sum up to in the columns that were loaded. With an answer comes
 * another object, which goes on with what the one before it had.
 */
export class LoadedRollups {
  /** By column, then by the number of the group. */
  readonly #rollups: Map<number, Map<number, MatrixRollup>>;

  private constructor(rollups: Map<number, Map<number, MatrixRollup>>) {
    this.#rollups = rollups;
  }

  static none(): LoadedRollups {
    return new LoadedRollups(new Map());
  }

  with({ groups, columns, counts }: MatrixRollups): LoadedRollups {
    for (let number = 0; number < columns.count; number++) {
      this.#rollups.set(columns.from + number, new Map());
    }
    counts.group.forEach((group, index) => {
      this.#rollups.get(columns.from + counts.column[index])?.set(
        groups.from + group,
        partsOf(name => counts[name][index]),
      );
    });
    return new LoadedRollups(this.#rollups);
  }

  /** @returns null where nothing runs; undefined where nothing was loaded yet */
  at(group: number, column: number): MatrixRollup | null | undefined {
    const inColumn = this.#rollups.get(column);
    return inColumn && (inColumn.get(group) ?? null);
  }
}
