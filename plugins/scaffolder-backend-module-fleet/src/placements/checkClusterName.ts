import { refuse } from '../clusters';
import { templateIn } from '../manifests';

/** What names a file or a folder: neither hidden, nor leading elsewhere. */
const FILE_NAME = /^[A-Za-z0-9](?:[\w.-]{0,126}\w)?$/;
const LONGEST = 253;

/** @throws InputError where a cluster's name cannot be that of a file or folder */
export function checkFileName(name: string): void {
  if (FILE_NAME.test(name)) return;
  refuse(
    'clusters',
    name,
    "it becomes the name of a file: letters, digits, '-', '_' and '.', that begin and end with a letter or a digit.",
  );
}

/** @throws InputError where a cluster's name would not end as data */
export function checkText(name: string): void {
  if (
    name.length > 0 &&
    name.length <= LONGEST &&
    !/[\p{C}\s]/u.test(name) &&
    templateIn(name) === undefined
  ) {
    return;
  }
  refuse(
    'clusters',
    name,
    'it is empty or long, or has spaces, signs that nobody sees or those of a template in it.',
  );
}
