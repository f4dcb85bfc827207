import { expect, test } from 'vitest'
import { errorCatalogue, fault } from './errors.ts'
import { errorsReference } from './errors-reference.ts'
import { broken, wrongField } from './field-rules.ts'

test('the reference page lists the catalogue (vitest -u renews it)', async () => {
  await expect(errorsReference()).toMatchFileSnapshot('../../../docs/reference/errors.md')
})

test('every code is a kebab-case anchor with an error status and a sentence to act on', () => {
  for (const [code, { status, title }] of Object.entries(errorCatalogue)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(title).toMatch(/^[A-Z].{10,}\.$/)
  }
})

test('a fault carries what the catalogue says and what is known about the occurrence', () => {
  const cause = new Error('no row')
  const errors = [wrongField('shareWith', broken('missing'))]
  const error = fault('validation-failed', {
    detail: 'Nothing was changed.',
    errors,
    meta: { share: 12 },
    cause,
  })
  expect(error).toMatchObject({ code: 'validation-failed', status: 400, errors, meta: { share: 12 }, cause })
  expect(error.message).toBe(`${error.title} Nothing was changed.`)
})
