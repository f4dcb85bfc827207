import { type Call, defineRoute, type Reply } from '../../route.ts'
import { gonePage } from '../render-refusal.ts'
import { archiveReply } from './archive-reply.ts'
import { contentsReply } from './contents-reply.ts'
import { enterLink } from './enter-link.ts'
import { dropPage } from './render-drop.ts'
import { filePage } from './render-file.ts'
import { folderPage } from './render-folder.ts'
import type { Visit } from './render-parts.ts'
import { removalPage } from './render-removal.ts'
import { textPreview } from './text-preview.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/s/:token/*',
  access: 'none',
  body: 'none',
  summary: 'The page of a public link; its files with ?download and ?view, its folders with ?zip.',
  handle: (call) =>
    enterLink(call, async (visit) => {
      const { query } = visit.address
      if (query.has('download') || query.has('view')) return contentsReply(call, visit)
      return visit.link.usedUp ? gonePage(visit.speech) : pageOf(call, visit)
    }),
})

async function pageOf(
  { method, application: { config } }: Pick<Call, 'method' | 'application'>,
  visit: Visit,
): Promise<Reply> {
  const { link, address, speech } = visit
  const { path, query } = address
  if (link.access === 'drop') return path.length === 0 ? dropPage(visit) : gonePage(speech)
  const resource = await link.tree.stat(path)
  if (resource === undefined) return gonePage(speech)
  if (query.has('remove') && path.length > 0) return removalPage(visit, resource.name)
  if (resource.kind === 'file') return filePage(visit, resource, await textPreview(visit, resource))
  if (query.has('zip')) return archiveReply(visit, method, config.limits.zipSize)
  const { folder, children } = await link.tree.list(path)
  return folderPage(visit, folder, await Array.fromAsync(children))
}
