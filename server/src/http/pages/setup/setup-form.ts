import { IsthmusError } from '../../../platform/errors.ts'
import { readForm } from '../../forms/read-form.ts'
import { defineRoute } from '../../route.ts'
import { requireOwnPage } from '../require-own-page.ts'
import { goOnAs } from '../sign-in/go-on-as.ts'
import { speechOf } from '../speech-of.ts'
import type { Words } from '../words.ts'
import { type SetupField, setupGonePage, setupPage } from './render-setup.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/setup/:token',
  access: 'none',
  body: 'stream',
  summary: 'Makes the account of the first administrator, and signs its browser in.',
  async handle(call) {
    requireOwnPage(call.headers, call.tenant)
    const form = await readForm(call.stream, call.headers['content-type'])
    const speech = await speechOf(call)
    const { token = '' } = call.params
    const values = {
      displayName: form.get('displayName') ?? '',
      username: form.get('username')?.trim() ?? '',
    }
    const password = form.get('password') ?? ''
    try {
      const made = await call.application.accounts.makeFirstAdmin(call.tenant.id, token, {
        ...values,
        password,
      })
      if (!made.ok) return setupGonePage(speech)
    } catch (error) {
      const problems = problemsOf(error, speech.words)
      if (problems === undefined) throw error
      return setupPage({ speech, tenant: call.tenant, token, values, problems, status: 422 })
    }
    return goOnAs(call, { username: values.username, password }, '/admin/welcome')
  },
})

/** @returns `undefined` for what the person who fills the form in cannot mend */
function problemsOf(error: unknown, words: Words): Partial<Record<SetupField, string>> | undefined {
  if (!(error instanceof IsthmusError)) return undefined
  if (error.code === 'user-exists' || error.code === 'user-name-used')
    return { username: words.usernameTaken }
  if (error.code !== 'validation-failed' || error.errors === undefined) return undefined
  const said: Record<string, string> = {
    displayName: words.displayNameInvalid,
    username: words.usernameInvalid,
    password: words.passwordInvalid,
  }
  return Object.fromEntries(error.errors.map(({ name, message }) => [name, said[name] ?? message]))
}
