import { refuse } from './names';

const LONGEST = 2_000;

/**
 * The address of an API server, as all that is written has it.
 *
 * @returns without a slash at its end
 * @throws InputError
 */
export function checkServer(text: string): string {
  const input = 'server';
  const example = "as in 'https://api.prod-euw1-a.example:6443'.";
  if (text.length > LONGEST || !URL.canParse(text)) {
    return refuse(input, text, `it is no address, ${example}`);
  }
  const url = new URL(text);
  if (url.username || url.password) {
    // Not shown: it may be a password.
    return refuse(
      input,
      `${url.protocol}//…@${url.host}`,
      'it has credentials in it. Those come from a secret store.',
    );
  }
  if (url.protocol !== 'https:') {
    return refuse(input, text, `only https is written to Git, ${example}`);
  }
  if (url.search || url.hash || /[?#]/.test(text)) {
    return refuse(input, text, `it has a query or a fragment, ${example}`);
  }
  // It stands in templates of External Secrets.
  if (!/^[\w.:/%[\]~-]+$/.test(url.href) || /\{|\}|\s/.test(text)) {
    return refuse(input, text, `it has signs that no address has, ${example}`);
  }
  return url.href.replace(/\/+$/, '');
}
