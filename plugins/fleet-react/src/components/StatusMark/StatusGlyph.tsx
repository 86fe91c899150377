import type { ReactNode } from 'react';
import type { StatusKey } from '../../status';

// Diagonals through a disc of radius 6.4 and through the triangle, at 45°.
const DISC_HATCH = 'M2.1 10.4 10.4 2.1M3.5 12.5 12.5 3.5M5.6 13.9 13.9 5.6';
const TRIANGLE_HATCH = 'M4.6 10.6 8.6 6.6M3.6 13.6 9.9 7.3M7.8 13.5 11.3 10';

interface GlyphOptions {
  /** The status's colour. */
  mark: string;
  /** What it stands on, for signs cut out of a filled shape. */
  ground: string;
  stale: boolean;
}

const line = {
  fill: 'none',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

function hatch(path: string, mark: string) {
  return <path d={path} stroke={mark} strokeWidth={1.3} {...line} />;
}

function ring(mark: string, extra?: { dash: string }) {
  return (
    <circle
      cx={8}
      cy={8}
      r={6.4}
      fill="none"
      stroke={mark}
      strokeWidth={1.6}
      strokeDasharray={extra?.dash}
    />
  );
}

const GLYPHS: Record<StatusKey, (options: GlyphOptions) => ReactNode> = {
  healthy: ({ mark, ground, stale }) =>
    stale ? (
      <>
        {ring(mark)}
        {hatch(DISC_HATCH, mark)}
      </>
    ) : (
      <>
        <circle cx={8} cy={8} r={7.2} fill={mark} />
        <path
          d="M4.7 8.3 7 10.6l4.4-4.9"
          stroke={ground}
          strokeWidth={1.9}
          {...line}
        />
      </>
    ),
  suspended: ({ mark, stale }) => (
    <g fill={stale ? 'none' : mark} stroke={mark} strokeWidth={stale ? 1.3 : 0}>
      <rect x={3.2} y={2.2} width={3.4} height={11.6} rx={0.8} />
      <rect x={9.4} y={2.2} width={3.4} height={11.6} rx={0.8} />
      {stale && (
        <path d="M3.2 7.6 6.6 4.2M3.2 12 6.6 8.6M9.4 7.6l3.4-3.4M9.4 12l3.4-3.4" />
      )}
    </g>
  ),
  progressing: ({ mark, stale }) => (
    <>
      {ring(mark)}
      {stale ? (
        <path
          d="M8 4.6 10.8 2.2M8 8.2 13.3 3.4M8 11.8 14.4 6M8.6 14.3l4.8-4.4M8 1.6v12.8"
          stroke={mark}
          strokeWidth={1.2}
          {...line}
        />
      ) : (
        <path d="M8 1.6a6.4 6.4 0 0 1 0 12.8z" fill={mark} />
      )}
    </>
  ),
  unknown: ({ mark, stale }) => (
    <>
      {ring(mark)}
      {stale ? (
        hatch(DISC_HATCH, mark)
      ) : (
        <>
          <path
            d="M6 6.4a2 2 0 1 1 2.9 1.8c-.7.3-.9.7-.9 1.3"
            stroke={mark}
            strokeWidth={1.5}
            {...line}
          />
          <circle cx={8} cy={11.6} r={0.95} fill={mark} />
        </>
      )}
    </>
  ),
  missing: ({ mark, stale }) => (
    <>
      {ring(mark, { dash: '3 2.03' })}
      {stale && hatch(DISC_HATCH, mark)}
    </>
  ),
  degraded: ({ mark, ground, stale }) => (
    <>
      <path
        d="M8 1.6 15 14H1z"
        fill={stale ? 'none' : mark}
        stroke={mark}
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
      {stale ? (
        hatch(TRIANGLE_HATCH, mark)
      ) : (
        <>
          <path d="M8 6v3.6" stroke={ground} strokeWidth={1.7} {...line} />
          <circle cx={8} cy={11.9} r={0.95} fill={ground} />
        </>
      )}
    </>
  ),
  failed: ({ mark, ground, stale }) => (
    <>
      <path
        d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z"
        fill={stale ? 'none' : mark}
        stroke={mark}
        strokeWidth={1.2}
        strokeLinejoin="round"
      />
      {stale ? (
        hatch(DISC_HATCH, mark)
      ) : (
        <path
          d="m5.5 5.5 5 5m0-5-5 5"
          stroke={ground}
          strokeWidth={1.9}
          {...line}
        />
      )}
    </>
  ),
  'timed-out': ({ mark, ground, stale }) => (
    <>
      {stale ? ring(mark) : <circle cx={8} cy={8} r={7.2} fill={mark} />}
      <path
        d="M8 3.8v4.5l2.9 1.9"
        stroke={stale ? mark : ground}
        strokeWidth={1.8}
        {...line}
      />
      {stale && hatch(DISC_HATCH, mark)}
    </>
  ),
  soaking: ({ mark, stale }) => (
    <>
      {ring(mark)}
      {stale ? (
        hatch(DISC_HATCH, mark)
      ) : (
        <path
          d="M8 4.4v3.9l2.5 1.6"
          stroke={mark}
          strokeWidth={1.6}
          {...line}
        />
      )}
    </>
  ),
  queued: ({ mark, stale }) => (
    <>
      {ring(mark)}
      {stale ? (
        hatch(DISC_HATCH, mark)
      ) : (
        <circle cx={8} cy={8} r={2.1} fill={mark} />
      )}
    </>
  ),
  'awaiting-approval': ({ mark }) => (
    <g fill={mark}>
      <circle cx={8} cy={4.7} r={3.4} />
      <path d="M1.8 14.8c0-3.7 2.7-5.8 6.2-5.8s6.2 2.1 6.2 5.8z" />
    </g>
  ),
  applying: ({ mark }) => (
    <path
      d="M8 1.6v8.2M4.2 6.2 8 10l3.8-3.8M2.2 14.2h11.6"
      stroke={mark}
      strokeWidth={1.8}
      {...line}
    />
  ),
  verifying: ({ mark }) => (
    <>
      <circle
        cx={6.7}
        cy={6.7}
        r={4.9}
        fill="none"
        stroke={mark}
        strokeWidth={1.7}
      />
      <path d="m10.4 10.4 4 4" stroke={mark} strokeWidth={2.2} {...line} />
    </>
  ),
  skipped: ({ mark }) => (
    <path
      d="M1.8 3v10l5.4-5zM7.2 3v10l5.4-5zM12.4 2.8h1.9v10.4h-1.9z"
      fill={mark}
    />
  ),
  'rolled-back': ({ mark }) => (
    <path
      d="M5.6 1.9 2.2 5.3l3.4 3.4M2.6 5.3h7.2a4.3 4.3 0 0 1 0 8.6H4.6"
      stroke={mark}
      strokeWidth={1.8}
      {...line}
    />
  ),
  succeeded: ({ mark, ground, stale }) => (
    <>
      <rect
        x={1.6}
        y={1.6}
        width={12.8}
        height={12.8}
        rx={3.2}
        fill={stale ? 'none' : mark}
        stroke={mark}
        strokeWidth={1.4}
      />
      {stale ? (
        hatch(DISC_HATCH, mark)
      ) : (
        <path
          d="M4.6 8.3 7 10.7l4.5-5"
          stroke={ground}
          strokeWidth={1.9}
          {...line}
        />
      )}
    </>
  ),
  stuck: ({ mark }) => (
    <path
      d="M5.2 9V4.2a.9.9 0 0 1 1.8 0V2.4a.9.9 0 0 1 1.8 0v1a.9.9 0 0 1 1.8 0v1.4a.9.9 0 0 1 1.8 0V10c0 2.7-1.6 4.6-4 4.6-2 0-3-.9-3.9-2.5L2.9 9.4a1 1 0 0 1 1.6-1z"
      fill={mark}
    />
  ),
  waiting: ({ mark }) => (
    <path
      d="M3.6 1.6h8.8M3.6 14.4h8.8M4.6 1.6v2.6L8 8l3.4-3.8V1.6M4.6 14.4v-2.6L8 8l3.4 3.8v2.6M6.6 13h2.8"
      stroke={mark}
      strokeWidth={1.5}
      {...line}
    />
  ),
  frozen: ({ mark }) => (
    <path
      d="M8 1.4v13.2M2.3 4.7l11.4 6.6M13.7 4.7 2.3 11.3M6.2 2.4 8 4l1.8-1.6M6.2 13.6 8 12l1.8 1.6"
      stroke={mark}
      strokeWidth={1.4}
      {...line}
    />
  ),
  unreachable: ({ mark }) => (
    <path
      d="M6.8 4.6 8.4 3a3.3 3.3 0 0 1 4.6 4.6l-1.6 1.6M9.2 11.4 7.6 13A3.3 3.3 0 0 1 3 8.4l1.6-1.6M2.6 2.6l10.8 10.8"
      stroke={mark}
      strokeWidth={1.7}
      {...line}
    />
  ),
  forbidden: ({ mark, ground }) => (
    <>
      <path
        d="M5 7V4.8a3 3 0 0 1 6 0V7"
        stroke={mark}
        strokeWidth={1.7}
        {...line}
      />
      <rect x={2.8} y={6.8} width={10.4} height={7.6} rx={1.4} fill={mark} />
      <path d="M8 9.6v2" stroke={ground} strokeWidth={1.6} {...line} />
    </>
  ),
  unauthorized: ({ mark }) => (
    <path
      d="M8.2 7.8 14 2M11.6 4.4l1.9 1.9M9.6 6.4l1.4 1.4M8.6 11a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0z"
      stroke={mark}
      strokeWidth={1.7}
      {...line}
    />
  ),
  invalid: ({ mark }) => (
    <path
      d="M3 1.8h6.6L13 5.2v9H3zM6 7.6l4 4M10 7.6l-4 4"
      stroke={mark}
      strokeWidth={1.5}
      {...line}
    />
  ),
  quarantined: ({ mark }) => (
    <path
      d="M2.4 2.4h11.2v11.2H2.4zM6.1 2.4v11.2M9.9 2.4v11.2"
      stroke={mark}
      strokeWidth={1.5}
      {...line}
    />
  ),
  interrupted: ({ mark }) => (
    <path
      d="M1.4 8h4M10.6 8h4M6.4 4.6v6.8M9.6 4.6v6.8"
      stroke={mark}
      strokeWidth={1.6}
      {...line}
    />
  ),
  listing: ({ mark }) => (
    <path
      d="M2.4 3.6h11.2M2.4 8h7.4M2.4 12.4h4"
      stroke={mark}
      strokeWidth={1.7}
      {...line}
    />
  ),
  pending: ({ mark }) => (
    <g fill={mark}>
      <circle cx={3} cy={8} r={1.6} />
      <circle cx={8} cy={8} r={1.6} />
      <circle cx={13} cy={8} r={1.6} />
    </g>
  ),
  'not-asked': ({ mark }) => (
    <>
      {ring(mark)}
      <path d="M3.6 12.4 12.4 3.6" stroke={mark} strokeWidth={1.6} {...line} />
    </>
  ),
  'not-served': ({ mark }) => (
    <path d="M3.4 8h9.2" stroke={mark} strokeWidth={1.8} {...line} />
  ),
  synced: ({ mark }) => (
    <path
      d="M2.6 8.4 6.4 12.2l7-8.2"
      stroke={mark}
      strokeWidth={1.9}
      {...line}
    />
  ),
  'out-of-sync': ({ mark }) => (
    <path
      d="M2.6 5.6h10.8M2.6 10.4h10.8M10.6 2.4 5.4 13.6"
      stroke={mark}
      strokeWidth={1.7}
      {...line}
    />
  ),
};

/**
 * The shape of a status, without its word.
 *
 * @public
 */
export function StatusGlyph(
  props: GlyphOptions & { statusKey: StatusKey; size: number },
) {
  const { statusKey: told, size, ...options } = props;
  // A newer server may know words that this page does not: no evidence of anything.
  const statusKey = Object.hasOwn(GLYPHS, told) ? told : 'unknown';
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
      data-status={statusKey}
      data-stale={options.stale || undefined}
    >
      {GLYPHS[statusKey](options)}
    </svg>
  );
}
