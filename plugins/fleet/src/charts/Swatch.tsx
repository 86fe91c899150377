/** A colour of a chart beside what it stands for. */
export function Swatch(props: { color: string }) {
  return (
    <svg width={10} height={10} aria-hidden="true" style={{ flex: 'none' }}>
      <rect width={10} height={10} rx={2} fill={props.color} />
    </svg>
  );
}
