import { useEffect, useMemo } from 'react';
import type {
  MatrixQuery,
  MatrixRollups,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  useMatrixRollups,
  useMatrixTile,
} from '@fleetview/backstage-plugin-fleet-react';
import { TileModel } from './TileModel';
import type { TilePlace } from './tilesFor';
import { usePastWords } from './usePastWords';

/** Reads one tile for as long as it is in sight, and hands on what it brings. */
export function TileLoader(props: {
  query: MatrixQuery;
  version: string;
  place: TilePlace;
  onTile: (tile: TileModel) => void;
}) {
  const { query, version, place, onTile } = props;
  const words = usePastWords();
  const sight = useMatrixTile(query, version, place);
  const answer = sight.kind === 'ready' ? sight.data : undefined;
  const tile = useMemo(
    () =>
      answer && answer.version === version
        ? new TileModel(answer, words)
        : undefined,
    [answer, version, words],
  );
  useEffect(() => {
    if (tile) onTile(tile);
  }, [tile, onTile]);
  return null;
}

/** The same for what groups sum up to, in a range of columns. */
export function RollupLoader(props: {
  query: MatrixQuery;
  version: string;
  part: {
    groups: readonly [number, number];
    columns: readonly [number, number];
  };
  onRollups: (rollups: MatrixRollups) => void;
}) {
  const { query, version, part, onRollups } = props;
  const sight = useMatrixRollups(query, version, part);
  const answer = sight.kind === 'ready' ? sight.data : undefined;
  useEffect(() => {
    if (answer && answer.version === version) onRollups(answer);
  }, [answer, version, onRollups]);
  return null;
}
