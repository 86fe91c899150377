const HIDDEN = '***';

/** Names of parameters and variables whose values are secrets. */
const SECRET_NAME =
  /^(?:[\w.-]{0,40}?(?:token|password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|private[_-]?key|signature|credentials?)|pwd|sig|sas|x-amz-(?:signature|credential|security-token))$/i;

const WORTH_A_LOOK =
  /[@=]|eyJ|bearer|basic|gh[a-z]_|github_pat_|glpat-|xox|AKIA|ASIA|PRIVATE KEY/i;

/** What is hidden, and what a text has to hold so that it can be in it: looking for that is cheap. */
const REPLACEMENTS: readonly {
  needs: RegExp;
  hide: (text: string) => string;
}[] = [
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

/** Whether a text may hold any of what {@link withoutCredentials} hides; most hold nothing. */
export function mayHoldCredentials(text: string): boolean {
  return WORTH_A_LOOK.test(text);
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
  if (!mayHoldCredentials(text)) return text;
  return REPLACEMENTS.reduce(
    (result, { needs, hide }) => (needs.test(result) ? hide(result) : result),
    text,
  );
}
