type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

type Trimmed<T extends string> = T extends ` ${infer Rest}`
  ? Trimmed<Rest>
  : T extends `${infer Rest} `
  ? Trimmed<Rest>
  : T;

/** `name` and `age` of `{{name}} is {{ age }} old`. */
type Placeholders<TMessage> =
  TMessage extends `${string}{{${infer Name}}}${infer Rest}`
    ? Trimmed<Name> | Placeholders<Rest>
    : never;

/** What has to be given with each key; plural forms are one key, which needs a count. */
type Names<TMessages> = {
  [TKey in keyof TMessages as TKey extends `${infer Base}_${PluralForm}`
    ? Base
    : TKey]:
    | (TKey extends `${string}_${PluralForm}` ? 'count' : never)
    | Placeholders<TMessages[TKey]>;
};

type Given<TName extends string> = {
  [name in TName]: name extends 'count' ? number : string;
};

type Arguments<TName> = [TName] extends [never]
  ? []
  : [given: Given<Extract<TName, string>>];

/**
 * The text of a key, with what its placeholders stand for.
 *
 * The same demands as those of Backstage's `TranslationFunction`, for texts
 * without formats, nesting and elements. That type works all messages out again at
 * every call, which is most of the time that a compiler takes for a plug-in with a
 * thousand of them; this one does it once for each message.
 *
 * @public
 */
export type Translate<TMessages> = <TKey extends keyof Names<TMessages>>(
  key: TKey,
  ...given: Arguments<Names<TMessages>[TKey]>
) => string;
