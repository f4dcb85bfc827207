/** The id of what was made or moved, as the clients of the ownCloud family read it; nothing where there is none. */
export function fileIdHeader(fileId: string | undefined): Record<string, string> {
  return fileId === undefined ? {} : { 'oc-fileid': fileId }
}
