import { Readable } from 'node:stream'
import { isPathName } from '@isthmus/webdav'
import { z } from 'zod'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FieldRule } from '../../platform/field-rules.ts'
import { attachmentOf } from '../contents/attachment-of.ts'
import { sandbox } from '../contents/shown-as.ts'
import { defineRoute } from '../route.ts'
import { folderEntries, mostArchiveEntries, surveyFolder } from '../zip/folder-entries.ts'
import { writeZip } from '../zip/write-zip.ts'
import { pathValue } from './api-values.ts'
import { beginFiles } from './begin-files.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { spaceValue } from './space-query.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/files/archive',
  access: 'user',
  body: 'none',
  query: z.strictObject({
    path: pathValue.describe('of a folder'),
    space: spaceValue,
    names: z
      .string()
      .max(100_000)
      .transform((text) => text.split('/').map((name) => name.normalize('NFC')))
      .refine((names) => names.every(isPathName), 'not-names' satisfies FieldRule)
      .exactOptional()
      .describe('what of the folder is meant, separated by `/`; everything when absent'),
  }),
  summary: 'Gives a folder, or some of what is in it, as one ZIP archive, which is made while it is sent.',
  status: 200,
  errors: ['node-not-found', 'conflict', 'payload-too-large', 'peer-refused', 'peer-blocked'],
  async handle(call) {
    const { application, query } = call
    const { path, space, names } = query
    const actor = beginFiles(call)
    const { files, config } = application
    const tree = space === undefined ? files.userTree(actor) : files.spaceTree(actor, space)
    const limits = { entries: mostArchiveEntries, bytes: config.limits.zipSize }
    const survey = await inWordsOfApi(surveyFolder(tree, path, limits, names))
    if (!survey.ok) throw fault('payload-too-large', { because: because('too-much-for-archive') })
    const folder = path.at(-1) ?? 'Files'
    const [only, ...others] = names ?? []
    const name = only === undefined || others.length > 0 ? folder : only
    const archive = writeZip(
      folderEntries(tree, path, names === undefined ? folder : undefined, survey.places),
    )
    return {
      status: 200,
      headers: {
        'content-type': 'application/zip',
        'content-disposition': attachmentOf(`${name}.zip`),
        'content-security-policy': sandbox,
      },
      body: Readable.from(archive, { objectMode: false }),
    }
  },
})
