/**
 * Whether a name is of a pattern in which `*` stands for anything, nothing included. In
 * time that grows with the product of their lengths at most, whatever they say.
 */
export function matchesName(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return name === pattern;
  const [first, ...rest] = pattern.split('*');
  if (!name.startsWith(first)) return false;
  const last = rest[rest.length - 1];
  let from = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = name.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}
