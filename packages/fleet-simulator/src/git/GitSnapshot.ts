/** What a branch holds at one commit. */
export type GitSnapshot = {
  /** 40 hexadecimal digits. */
  commit: string;
  /** The commits along the first parents, newest first, the snapshot's own among them. */
  history: readonly string[];
  /** The texts of its YAML files, by their paths from the root. */
  files: ReadonlyMap<string, string>;
};

/** Whether there is any file below a path, `.` for the root. */
export function hasFolder({ files }: GitSnapshot, folder: string): boolean {
  if (folder === '.') return files.size > 0;
  for (const path of files.keys()) {
    if (path.startsWith(`${folder}/`)) return true;
  }
  return false;
}
