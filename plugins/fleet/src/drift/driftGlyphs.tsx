import type { ReactNode } from 'react';
import type { DriftClass } from '@fleetview/backstage-plugin-fleet-common';
import type { StatusTone } from '@fleetview/backstage-plugin-fleet-react';

const line = {
  fill: 'none',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** A class that a newer server knows and this page does not. */
export type ShownClass = DriftClass | 'unknown';

type Glyph = {
  tone: StatusTone;
  draw: (colors: { mark: string; ground: string }) => ReactNode;
};

function strokes(path: string): Glyph['draw'] {
  return function draw({ mark }) {
    return <path d={path} stroke={mark} strokeWidth={1.7} {...line} />;
  };
}

/** A sign and an urgency for each class: what needs somebody has a colour, the rest has none. */
export const DRIFT_GLYPHS: Record<ShownClass, Glyph> = {
  // A raised hand.
  human: {
    tone: 'bad',
    draw: ({ mark }) => (
      <path
        d="M5.2 9V4.2a.9.9 0 0 1 1.8 0V2.4a.9.9 0 0 1 1.8 0v1a.9.9 0 0 1 1.8 0v1.4a.9.9 0 0 1 1.8 0V10c0 2.7-1.6 4.6-4 4.6-2 0-3-.9-3.9-2.5L2.9 9.4a1 1 0 0 1 1.6-1z"
        fill={mark}
      />
    ),
  },
  missing: {
    tone: 'caution',
    draw: ({ mark }) => (
      <circle
        cx={8}
        cy={8}
        r={6.4}
        fill="none"
        stroke={mark}
        strokeWidth={1.6}
        strokeDasharray="3 2.03"
      />
    ),
  },
  extra: {
    tone: 'caution',
    draw: strokes('M2 2h12v12H2zM8 5v6M5 8h6'),
  },
  'failed-apply': {
    tone: 'bad',
    draw: ({ mark, ground }) => (
      <>
        <path d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z" fill={mark} />
        <path
          d="m5.5 5.5 5 5m0-5-5 5"
          stroke={ground}
          strokeWidth={1.9}
          {...line}
        />
      </>
    ),
  },
  unattributed: {
    tone: 'neutral',
    draw: strokes(
      'M14.4 8A6.4 6.4 0 1 1 8 1.6 6.4 6.4 0 0 1 14.4 8zM6 6.4a2 2 0 1 1 2.9 1.8c-.7.3-.9.7-.9 1.3M8 11.7v.1',
    ),
  },
  // An arrow that has not reached its line.
  behind: {
    tone: 'busy',
    draw: strokes('M8 1.8v6.4M5 5.4l3 3 3-3M2.2 13.6h11.6'),
  },
  // Two arrows in a circle.
  controller: {
    tone: 'neutral',
    draw: strokes(
      'M13.6 6.4A6 6 0 0 0 2.8 5M2.4 9.6A6 6 0 0 0 13.2 11M2.6 2v3h3M13.4 14v-3h-3',
    ),
  },
  // A gate.
  admission: {
    tone: 'neutral',
    draw: strokes('M3 14V4.4L8 1.8l5 2.6V14M3 8.4h10M8 4.6V14'),
  },
  // Lines, of which the last is filled in.
  defaulting: {
    tone: 'neutral',
    draw: strokes('M2.4 3.6h11.2M2.4 8h11.2M2.4 12.4h1M6 12.4h1M9.6 12.4h1'),
  },
  unknown: { tone: 'neutral', draw: strokes('M3.4 8h9.2') },
};
