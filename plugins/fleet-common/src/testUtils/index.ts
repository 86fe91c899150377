/**
 * What tests of Fleet try on everything that takes text from outside.
 *
 * @packageDocumentation
 */
export * from './hostileTexts';
