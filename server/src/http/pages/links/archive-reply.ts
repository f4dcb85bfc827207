import { Readable } from 'node:stream'
import { attachmentOf } from '../../contents/attachment-of.ts'
import type { Reply } from '../../route.ts'
import { folderEntries, mostArchiveEntries, surveyFolder } from '../../zip/folder-entries.ts'
import { writeZip } from '../../zip/write-zip.ts'
import { privateHeaders } from '../page-reply.ts'
import { refusalPage } from '../render-refusal.ts'
import { linkHref } from './link-address.ts'
import type { Visit } from './render-parts.ts'

/**
 * Sends a folder as one archive, which is made while it is sent. When something in it cannot be read it breaks off, so
 * that nobody takes a part for the whole.
 * @param mostBytes - of all files together
 */
export async function archiveReply(
  { link, address: { token, path }, speech }: Visit,
  method: string,
  mostBytes: number,
): Promise<Reply> {
  const limits = { entries: mostArchiveEntries, bytes: mostBytes }
  const survey = await surveyFolder(link.tree, path, limits)
  if (!survey.ok) {
    const message = speech.words.tooMuchForZip
    return refusalPage(speech, { status: 413, message, back: linkHref(token, path) })
  }
  const name = path.at(-1) ?? link.name
  const headers = {
    ...privateHeaders,
    'content-type': 'application/zip',
    'content-disposition': attachmentOf(`${name}.zip`),
    'content-security-policy': "default-src 'none'; sandbox",
  }
  if (method === 'HEAD') return { status: 200, headers }
  const tree = await link.beginArchive()
  const archive = writeZip(folderEntries(tree, path, name, survey.places))
  return { status: 200, headers, body: Readable.from(archive, { objectMode: false }) }
}
