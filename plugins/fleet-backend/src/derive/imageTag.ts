/** The tag of an image's reference; nothing where it has none. */
export function imageTag(image: string): string | undefined {
  const [name] = image.split('@');
  // A colon before the last slash belongs to a port.
  return name.slice(name.lastIndexOf('/') + 1).split(':')[1] || undefined;
}
