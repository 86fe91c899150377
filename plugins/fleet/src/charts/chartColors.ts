import {
  decomposeColor,
  recomposeColor,
  type Theme,
} from '@material-ui/core/styles';
import { STATUS_COLORS } from '@fleetview/backstage-plugin-fleet-react';
import type { ChartSeries } from './types';

/** A part of one colour over another, opaque: what lies below does not show through. */
export function mixed(color: string, ground: string, part = 1): string {
  const above = decomposeColor(color);
  const below = decomposeColor(ground);
  // Of hues there is no mean that a reader would expect; themes have none.
  if (!above.type.startsWith('rgb') || !below.type.startsWith('rgb')) {
    return color;
  }
  const [alpha = 1] = above.values.slice(3);
  const [red, green, blue] = above.values
    .slice(0, 3)
    .map((value, index) =>
      Math.round(
        value * part * alpha + below.values[index] * (1 - part * alpha),
      ),
    );
  return recomposeColor({ type: 'rgb', values: [red, green, blue] });
}

/** Of lines: the accent first, then the theme's texts, so that one accent is on the page. */
export function lineColor(
  theme: Theme,
  series: ChartSeries,
  index: number,
): string {
  if (series.tone) return STATUS_COLORS[theme.palette.type][series.tone].mark;
  const { primary, text, background } = theme.palette;
  const accent = mixed(primary.main, background.paper);
  const plain = mixed(text.primary, background.paper);
  if (series.isPlain) return plain;
  const colors = [
    accent,
    plain,
    STATUS_COLORS[theme.palette.type].neutral.mark,
    mixed(accent, plain, 0.55),
  ];
  return colors[index % colors.length];
}

/** How much of the accent each group of a stack has, from the largest on. */
const SHADES = [1, 0.72, 0.5, 0.88, 0.6, 0.4, 0.78];
const OTHERS_SHADE = 0.4;

/**
 * Of the groups of a stack: shades of the accent, those next to each other far apart, and
 * grey for the others.
 */
export function groupColor(
  theme: Theme,
  series: ChartSeries,
  index: number,
): string {
  const { type, primary, background } = theme.palette;
  if (series.tone) return STATUS_COLORS[type][series.tone].mark;
  return series.isOthers
    ? mixed(STATUS_COLORS[type].neutral.mark, background.paper, OTHERS_SHADE)
    : mixed(primary.main, background.paper, SHADES[index % SHADES.length]);
}
