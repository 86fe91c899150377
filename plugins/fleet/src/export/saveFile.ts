/** Gives the reader a file to keep. It was made from what his token fetched, so that no link carries it. */
export function saveFile(file: Blob, name: string): void {
  const download = document.createElement('a');
  download.href = URL.createObjectURL(file);
  download.download = name;
  document.body.append(download);
  download.click();
  download.remove();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(download.href), 60_000);
}
