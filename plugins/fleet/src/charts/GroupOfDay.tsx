/** One group of a stack on one day, apart from its neighbours; hatched where it lacks a part. */
export function GroupOfDay(props: {
  box: {
    x: number | null;
    y: number | null;
    width: number | null;
    height: number | null;
  };
  fill: string;
  ground: string;
  /** What it is hatched with. */
  hatch: string | undefined;
}) {
  const { fill, ground, hatch } = props;
  const { x, y, width, height } = props.box;
  if (x === null || y === null || width === null || !height) return null;
  // What is spent downwards, as credits are, has a negative height.
  const box = {
    x,
    y: Math.min(y, y + height),
    width,
    height: Math.abs(height),
  };
  return (
    <>
      <rect {...box} fill={fill} stroke={ground} strokeWidth={0.5} />
      {hatch && <rect {...box} fill={hatch} />}
    </>
  );
}
