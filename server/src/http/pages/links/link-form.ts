import { readForm } from '../../forms/read-form.ts'
import { boundaryOf } from '../../forms/read-multipart.ts'
import { defineRoute, type Reply } from '../../route.ts'
import { requireOwnPage } from '../require-own-page.ts'
import { seeOther } from '../see-other.ts'
import { enterLink } from './enter-link.ts'
import { linkHref } from './link-address.ts'
import { receiveFiles } from './receive-files.ts'
import type { Visit } from './render-parts.ts'
import { showPassword } from './show-password.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/s/:token/*',
  access: 'none',
  body: 'stream',
  summary: 'The forms on the page of a public link: its password, files, a new folder, a removal.',
  async handle(call) {
    requireOwnPage(call.headers, call.tenant)
    const boundary = boundaryOf(call.headers['content-type'])
    if (boundary !== undefined) return enterLink(call, (visit) => receiveFiles(call, visit, boundary))
    const form = await readForm(call.stream, call.headers['content-type'])
    const password = form.get('password')
    if (password !== null) return showPassword(call, password)
    return enterLink(call, (visit) => change(visit, form))
  },
})

async function change({ link, address: { token, path } }: Visit, form: URLSearchParams): Promise<Reply> {
  const name = form.get('folder')?.normalize('NFC')
  if (name !== undefined) {
    await link.tree.makeFolder([...path, name], { preconditions: {} })
    return seeOther(linkHref(token, [...path, name]))
  }
  if (form.get('remove') === 'yes') {
    await link.tree.remove(path, { preconditions: {} })
    return seeOther(linkHref(token, path.slice(0, -1)))
  }
  return seeOther(linkHref(token, path))
}
