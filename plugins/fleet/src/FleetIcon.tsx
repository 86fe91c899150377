/**
 * The sign of Fleet: a hexagon of clusters around the one that watches.
 *
 * @public
 */
export function FleetIcon() {
  return (
    <svg viewBox="0 0 24 24" width="1em" height="1em" aria-hidden="true">
      <g fill="currentColor">
        <circle cx="12" cy="3.6" r="2.1" />
        <circle cx="19.3" cy="7.8" r="2.1" />
        <circle cx="19.3" cy="16.2" r="2.1" />
        <circle cx="12" cy="20.4" r="2.1" />
        <circle cx="4.7" cy="16.2" r="2.1" />
        <circle cx="4.7" cy="7.8" r="2.1" />
        <circle cx="12" cy="12" r="2.7" />
      </g>
      <path
        d="M12 3.6v16.8M4.7 7.8l14.6 8.4M19.3 7.8 4.7 16.2"
        stroke="currentColor"
        strokeWidth="1.2"
        opacity="0.65"
      />
    </svg>
  );
}
