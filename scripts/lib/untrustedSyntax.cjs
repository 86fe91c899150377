/*
 * What no code of the plugins may say, as `no-restricted-syntax` takes it: each of
 * these turns text that somebody wrote into a cluster, a repository or the catalog
 * into something that a browser follows, runs or paints. There is one way to link
 * to an address from outside, `UntrustedAddress` in fleet-react, and one gate
 * before it, `safeUrl` in fleet-common.
 */
const LINK =
  "Links to addresses from outside go through <UntrustedAddress>, links within the portal through <Link to={links.…}>: raw attributes of addresses let 'javascript:' through.";
const NAVIGATION =
  'Navigate by the router: an address that is assigned or opened is run as script where its scheme says so.';
const MARKUP =
  'Text from outside is shown as text, by <UntrustedText>: markup that is made of strings runs what they say.';
const COLOUR =
  'Colours come from the theme (useStatusColors), never from data: they would lie about states, and load addresses.';

const ADDRESSES =
  '/^(href|xlinkHref|xlink:href|src|srcDoc|srcSet|action|formAction|ping|poster|background|longDesc|cite|manifest)$/';
const PAINT =
  '/colou?r|background|fill|stroke|shadow|image|mask|content|filter|cursor|font|clipPath|^(border|outline)$/i';

/** For `no-restricted-globals`, which tells the browser's from what has the same name. */
exports.globals = [
  { name: 'open', message: NAVIGATION },
  { name: 'location', message: NAVIGATION },
];

exports.syntax = [
  {
    selector: `JSXAttribute[name.name=${ADDRESSES}]:not([value.type="Literal"])`,
    message: LINK,
  },
  {
    selector: `JSXAttribute[name.type="JSXNamespacedName"][name.name.name=${ADDRESSES}]`,
    message: LINK,
  },
  {
    // What a literal says is in the code; of that too, no script.
    selector:
      'JSXAttribute > Literal[value=/^[\\s\\x00-\\x1f]*(javascript|vbscript|data):/i]',
    message: LINK,
  },
  {
    selector:
      'JSXOpeningElement[name.name=/^(a|iframe|object|embed|script|base|form|meta)$/]',
    message: LINK,
  },
  {
    selector:
      'CallExpression[callee.property.name="open"][callee.object.name=/^(window|globalThis|self|top|parent)$/]',
    message: NAVIGATION,
  },
  {
    // A file that the page has made itself may be handed out.
    selector:
      'AssignmentExpression[left.property.name=/^(href|location|src|srcdoc|action)$/]:not([left.object.name="download"][right.callee.object.name="URL"][right.callee.property.name="createObjectURL"])',
    message: NAVIGATION,
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(assign|replace)$/][callee.object.property.name="location"]',
    message: NAVIGATION,
  },
  {
    selector:
      'CallExpression[callee.property.name="setAttribute"][arguments.0.value=/^(href|xlink:href|src|srcdoc|style|on.*)$/i]',
    message: MARKUP,
  },
  {
    selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
    message: MARKUP,
  },
  {
    selector: 'Property[key.name="dangerouslySetInnerHTML"]',
    message: MARKUP,
  },
  {
    selector:
      'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/]',
    message: MARKUP,
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|parseFromString)$/]',
    message: MARKUP,
  },
  {
    selector:
      'CallExpression[callee.object.name="document"][callee.property.name=/^(write|writeln)$/]',
    message: MARKUP,
  },
  {
    selector: `JSXAttribute[name.name="style"] Property[key.name=${PAINT}]:not([value.type="Literal"])`,
    message: COLOUR,
  },
  {
    selector:
      'JSXAttribute[name.name="style"] > JSXExpressionContainer > :not(ObjectExpression)',
    message: COLOUR,
  },
  {
    selector: 'JSXAttribute[name.name="style"] SpreadElement',
    message: COLOUR,
  },
];
