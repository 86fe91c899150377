type Plain = string | number | boolean | Plain[] | { [key: string]: Plain };

/** What no reader of YAML takes for anything but a text. */
const BARE = /^[A-Za-z][A-Za-z0-9._/-]*$/;
/** Words that older readers take for something else. */
const TAKEN = /^(true|false|null|yes|no|on|off|y|n)$/i;

/**
 * Plain data as YAML, in blocks. Texts that could be read as anything else are quoted as in
 * JSON, so that nothing that somebody wrote into one becomes a key.
 */
export function yamlOf(value: Plain): string {
  return `${lines(value).join('\n')}\n`;
}

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return BARE.test(value) && !TAKEN.test(value) ? value : JSON.stringify(value);
}

function lines(value: Plain): string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return ['[]'];
    return value.flatMap(item => {
      const [first, ...rest] = lines(item);
      return [`- ${first}`, ...rest.map(line => `  ${line}`)];
    });
  }
  if (typeof value !== 'object') return [scalar(value)];
  const entries = Object.entries(value);
  if (entries.length === 0) return ['{}'];
  return entries.flatMap(([key, inner]) => {
    const inside = lines(inner);
    const isBlock =
      typeof inner === 'object' &&
      (Array.isArray(inner) ? inner : Object.keys(inner)).length > 0;
    return isBlock
      ? [`${scalar(key)}:`, ...inside.map(line => `  ${line}`)]
      : [`${scalar(key)}: ${inside[0]}`];
  });
}
