const ACTION = /\{\{\s*\.([A-Za-z_]\w*)((?:\s*\|\s*(?:trim|toJson))*)\s*\}\}/g;

/**
 * A template of External Secrets with the values put in: those that name a value and have it
 * trimmed or written as JSON.
 *
 * @throws Error at anything else
 */
export function renderTemplate(
  template: string,
  values: ReadonlyMap<string, string>,
): string {
  let rest = '';
  let at = 0;
  const parts: string[] = [];
  for (const match of template.matchAll(ACTION)) {
    const [action, name, pipes] = match;
    const value = values.get(name);
    if (value === undefined) {
      throw new Error(`map has no entry for key "${name}"`);
    }
    const plain = template.slice(at, match.index);
    rest += plain;
    parts.push(
      plain,
      pipes
        .split('|')
        .map(pipe => pipe.trim())
        .filter(Boolean)
        .reduce(
          (text, pipe) =>
            pipe === 'trim' ? text.trim() : JSON.stringify(text),
          value,
        ),
    );
    at = match.index + action.length;
  }
  rest += template.slice(at);
  if (rest.includes('{{')) {
    throw new Error('there is more in the template than is understood here');
  }
  return parts.join('') + template.slice(at);
}
