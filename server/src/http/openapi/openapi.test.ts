import { expect, test } from 'vitest'
import { routes } from '../routes.ts'
import { apiContract } from './api-contract.ts'
import { apiReference } from './api-reference.ts'
import { describeApi, type Operation } from './describe-api.ts'

const description = describeApi(routes, '1.2.3')
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
)

test('the reference page says what the routes declare (vitest -u renews it)', async () => {
  await expect(apiReference(routes)).toMatchFileSnapshot('../../../../docs/reference/api.md')
})

test('the types of the app say what the routes declare (vitest -u renews them)', async () => {
  await expect(apiContract(routes)).toMatchFileSnapshot('../../../../web/src/api/contract.ts')
})

test('every route of the REST API is described, and no other', () => {
  const declared = routes
    .filter(({ surface }) => surface === 'api')
    .flatMap(({ methods, path }) =>
      methods.map((method) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`),
    )
  expect(operations.map(([name]) => name).toSorted()).toEqual(declared.toSorted())
})

test('every operation has a name of its own', () => {
  const names = operations.map(([, { operationId }]) => operationId)
  expect(names.filter((name, at) => names.indexOf(name) !== at || !/^[a-z][A-Za-z]+$/.test(name))).toEqual([])
})

test('everything that is referred to is there', () => {
  const text = JSON.stringify(description)
  const references = new Set([...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)].map(String))
  for (const [, kind = '', name = ''] of text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)) {
    expect(description.components).toHaveProperty([kind, name])
  }
  expect(references.size).toBeGreaterThan(20)
  expect(text.match(/"\$ref":"(?!#\/components)/)).toBeNull()
})

test('what a route takes and gives is what its schemas say', () => {
  const share = description.paths['/api/v1/shares']?.['post']
  expect(share?.requestBody?.content['application/json']?.schema).toMatchObject({
    type: 'object',
    required: ['path'],
    additionalProperties: false,
    properties: {
      permissions: {
        type: 'array',
        items: { enum: ['read', 'write', 'share', 'create'] },
        default: ['read'],
      },
      expiresAt: { type: 'string', format: 'date-time' },
    },
  })
  expect(share?.responses['201']).toMatchObject({
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Share' } } },
  })
  expect(share?.responses['409']).toEqual({ $ref: '#/components/responses/share-exists' })
  const audit = description.paths['/api/v1/audit']?.['get']
  expect(audit?.parameters).toContainEqual({
    name: 'limit',
    in: 'query',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
  })
})
