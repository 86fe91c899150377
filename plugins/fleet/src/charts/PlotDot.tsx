/** A dot at a value; nothing where it has no place. */
export function PlotDot(props: {
  at: { cx?: number; cy?: number } | undefined;
  color: string;
  fill: string;
}) {
  const { at, color, fill } = props;
  if (at?.cx === undefined || at.cy === undefined) return <g />;
  return (
    <circle
      cx={at.cx}
      cy={at.cy}
      r={3}
      fill={fill}
      stroke={color}
      strokeWidth={1.5}
    />
  );
}
