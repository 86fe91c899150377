/**
 * Why sending failed, in words that hold nothing of what was sent or of where to. The
 * service tells a status only within a message.
 */
export function failureText(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return 'the notifications backend does not answer in time';
  }
  const status = /status (\d{3})\b/.exec(String(error))?.[1];
  if (status === '404') {
    return 'there is no notifications backend (status 404); add @backstage/plugin-notifications-backend to the portal';
  }
  return status
    ? `the notifications backend refuses them (status ${status})`
    : 'the notifications backend cannot be reached';
}
