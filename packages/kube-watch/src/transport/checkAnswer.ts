import { KubernetesError } from '../errors';
import { plainText } from '../text';

export type AnswerHeaders = Record<string, string | string[] | undefined>;

/**
 * Lets only an expected success in uncompressed JSON pass.
 *
 * @throws KubernetesError `invalid`
 */
export function checkAnswer(
  status: number,
  headers: AnswerHeaders,
  options: {
    accepted: readonly number[];
    where: string;
    redact(text: string): string;
  },
): void {
  const { accepted, where, redact } = options;
  const refuse = (reason: string) =>
    new KubernetesError('invalid', plainText(redact(reason)), {
      status,
      where,
    });
  if (status >= 300) {
    throw refuse(
      `answered a redirect to ${redirectTarget(
        headers.location,
      )}, which is not followed`,
    );
  }
  if (!accepted.includes(status)) {
    throw refuse(`answered HTTP ${status}, which does not belong here`);
  }
  const encoding = headerText(headers['content-encoding']);
  if (encoding !== '' && encoding !== 'identity') {
    throw refuse(
      `answered with the content encoding '${plainText(
        encoding,
        40,
      )}', which was not asked for`,
    );
  }
  const mediaType = headerText(headers['content-type']).split(';')[0].trim();
  if (mediaType !== 'application/json') {
    throw refuse(
      `answered ${
        plainText(mediaType, 80) || 'no content type'
      } instead of JSON (HTTP ${status})`,
    );
  }
}

function headerText(value: string | string[] | undefined): string {
  return [value ?? ''].flat().join(', ').trim().toLowerCase();
}

// Query and user are left out: an identity provider's redirect carries state that is nobody's business.
function redirectTarget(location: string | string[] | undefined): string {
  const [first = ''] = [location ?? ''].flat();
  if (!URL.canParse(first)) {
    return plainText(first.split(/[?#]/)[0], 120) || 'nowhere';
  }
  const url = new URL(first);
  return plainText(`${url.protocol}//${url.host}${url.pathname}`, 120);
}
