/**
 * Processor capacity in cores, to one decimal below ten.
 *
 * @public
 */
export function cores(millicores: number): string {
  const value = millicores / 1000;
  return value < 10 && !Number.isInteger(value)
    ? value.toFixed(1)
    : Math.round(value).toLocaleString('en');
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/**
 * A number of bytes in the largest binary unit that leaves at least 1.
 *
 * @public
 */
export function bytes(value: number): string {
  let unit = 0;
  let rest = value;
  while (rest >= 1024 && unit < UNITS.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  const text =
    rest < 10 && unit > 0 ? rest.toFixed(1) : String(Math.round(rest));
  return `${text.replace(/\.0$/, '')} ${UNITS[unit]}`;
}
