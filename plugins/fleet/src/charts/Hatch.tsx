/** A pattern of slanted lines: something is not known there. */
export function Hatch(props: { id: string; color: string }) {
  return (
    <pattern
      id={props.id}
      width={6}
      height={6}
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width={2} height={6} fill={props.color} />
    </pattern>
  );
}
