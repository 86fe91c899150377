const HIDDEN = '***';

/** Names of parameters and variables whose values are secrets. */
const SECRET_NAME =
  /^(?:[\w.-]{0,40}?(?:token|password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|private[_-]?key|signature|credentials?)|pwd|sig|sas|x-amz-(?:signature|credential|security-token))$/i;

/**
 * What tokens, keys and headers are told by, in the letters in which they are hidden.
 * Addresses and parameters are told by a `@` or `=`.
 */
const WORDS =
  /eyJ|[Bb](?:[Ee][Aa][Rr][Ee][Rr]|[Aa][Ss][Ii][Cc])|gh[a-z]_|github_pat_|glpat-|xox|A[KS]IA|PRIVATE KEY/;

/** Of each of the {@link WORDS} one letter at least, of those that other texts have least. */
export const LETTERS_OF_WORDS = 'JBbgxKS';

type Replacement = { needs: RegExp; hide: (text: string) => string };

/**
 * What is hidden where there is a `@` or `=`, and what a text has to hold so that it can
 * be in it: looking for that is cheap.
 */
const OF_SIGNS: readonly Replacement[] = [
  // `https://user:password@host`: the last `@` before the path ends it. A token may
  // stand there as the user; over other schemes that is a name such as `git`.
  {
    needs: /:\/\/[^]*@/,
    hide: text =>
      text
        .replace(/(https?:\/\/)[^\s/?#"'<>]*@/gi, `$1${HIDDEN}@`)
        .replace(/(:\/\/[^\s/?#"'<>:@]*):[^\s/?#"'<>]*@/g, `$1:${HIDDEN}@`),
  },
  // `user:password@host`, as Git and registries take it without a scheme.
  {
    needs: /:[^]*@/,
    hide: text =>
      text.replace(
        /(^|[\s"'(])([\w.-]{1,64}):[^\s/:@"']{1,256}@(?=[\w-]+\.)/g,
        `$1$2:${HIDDEN}@`,
      ),
  },
  // `?access_token=…`, `password=…`
  {
    needs: /=/,
    hide: text =>
      text.replace(
        /(?<![\w.-])([\w.-]{1,64})=("[^"]*"|'[^']*'|[^\s&#"',;)]+)/g,
        (all, name: string) =>
          SECRET_NAME.test(name) ? `${name}=${HIDDEN}` : all,
      ),
  },
];

/** What is hidden where there is one of the {@link WORDS}. */
const OF_WORDS: readonly Replacement[] = [
  {
    needs: /bearer|basic/i,
    hide: text =>
      text.replace(/\b(bearer|basic)(\s+)[\w.~+/=-]{8,}/gi, `$1$2${HIDDEN}`),
  },
  {
    needs: /eyJ/,
    hide: text => text.replace(/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, HIDDEN),
  },
  {
    needs: /gh[a-z]_|github_pat_|glpat-|xox|AKIA|ASIA/,
    hide: text =>
      text.replace(
        /\b(?:gh[a-z]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|xox[a-z]-[\w-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{12,})/g,
        HIDDEN,
      ),
  },
  {
    needs: /PRIVATE KEY/,
    hide: text =>
      text.replace(
        /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
        HIDDEN,
      ),
  },
];

/** Whether a parameter or variable of that name is one that secrets are given in. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Whether a text holds one of the words that tokens, keys and headers are told by. */
export function holdsCredentialWord(text: string): boolean {
  return WORDS.test(text);
}

function hide(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce(
    (result, replacement) =>
      replacement.needs.test(result) ? replacement.hide(result) : result,
    text,
  );
}

/**
 * A text without the credentials that engines and servers put into their messages
 * ("authentication failed for https://bot:…@git.example.com"): user information of
 * addresses, values of parameters that are secrets by their name, tokens of known
 * forms, private keys. Each is replaced by `***`; applied twice it changes
 * nothing more.
 *
 * It is the second line of defence. The first is that no field is read that
 * holds credentials.
 *
 * @public
 */
export function withoutCredentials(text: string): string {
  const unsigned = /[@=]/.test(text) ? hide(text, OF_SIGNS) : text;
  return holdsCredentialWord(unsigned) ? hide(unsigned, OF_WORDS) : unsigned;
}
