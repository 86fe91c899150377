import type { Places } from '../kinds';
import { cleanText } from './cleanText';

const NAMED = 3;

/** How many clusters there are, and those with most things by name. */
export function placesText(places: Places, hasMore = false): string {
  const worst = Object.values(places).sort(
    (a, b) => b.things - a.things || (a.name < b.name ? -1 : 1),
  );
  const named = worst.slice(0, NAMED).map(({ name }) => cleanText(name));
  const rest = worst.length - named.length;
  if (rest === 0 && !hasMore) return named.join(', ');
  return `${hasMore ? 'more than ' : ''}${
    worst.length
  } clusters, most on ${named.join(', ')}`;
}

/** A number with its noun. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
