import { type ErrorCode, errorCatalogue } from '../../platform/errors.ts'
import { csrfHeader } from '../forgery.ts'
import type { Route } from '../route.ts'
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts'
import { errorsOf, problemOutput } from './problem.ts'

/** The REST API as OpenAPI 3.1 describes it. */
export interface ApiDescription {
  readonly openapi: string
  readonly info: object
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly responses: Readonly<Record<string, Response>>
    readonly securitySchemes: object
  }
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly security: readonly object[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly required: true; readonly content: Content }
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description?: string
  readonly schema: JsonSchema
}

interface Response {
  readonly description: string
  readonly content?: Content
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>

/**
 * Describes the routes of the REST API.
 * @param version - of the program
 */
export function describeApi(routes: readonly Route[], version: string): ApiDescription {
  const named = new Map<string, JsonSchema>()
  const responses = new Map<string, Response>()
  const problem = jsonSchemaOf(problemOutput, 'output', named)
  const paths: Record<string, Record<string, Operation>> = {}
  for (const route of routes.filter(({ surface }) => surface === 'api')) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    for (const method of route.methods) {
      const operation = describe(route, method, named)
      const failures = failuresOf(route, problem, responses)
      const described = { ...operation, responses: { ...operation.responses, ...failures } }
      paths[path] = { ...paths[path], [method.toLowerCase()]: described }
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Isthmus', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: inOrder(named),
      responses: inOrder(responses),
      securitySchemes,
    },
  }
}

function inOrder<T>(named: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...named].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

const securitySchemes = {
  basic: { type: 'http', scheme: 'basic', description: 'User name, and password or app password.' },
  bearer: { type: 'http', scheme: 'bearer', description: 'A token of `POST /api/v1/tokens`.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'isthmus_INSTANCE',
    description: `The cookie of \`POST /api/v1/session\`. Requests that change something also need its \`csrfToken\` in the header \`${csrfHeader}\`.`,
  },
}

function describe(route: Route, method: string, named: Map<string, JsonSchema>): Operation {
  const { path, access, input, summary } = route
  const [, area = ''] = /^\/api\/v1\/([^/]+)/.exec(path) ?? []
  return {
    operationId: operationIdOf(method, path),
    tags: [area],
    summary,
    ...(access === 'admin' && { description: 'Needs the rights of an administrator.' }),
    security: access === 'none' ? [] : Object.keys(securitySchemes).map((scheme) => ({ [scheme]: [] })),
    parameters: [...pathParameters(path), ...queryParameters(route, named)],
    ...(input !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchemaOf(input, 'input', named) } },
      },
    }),
    responses: success(route, named),
  }
}

/** `GET /api/v1/users/:name/rights` as `getUsersNameRights` */
function operationIdOf(method: string, path: string): string {
  const words = path.replace('/api/v1/', '').split(/[^a-z]+/i)
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
}

function pathParameters(path: string): Parameter[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters({ query }: Route, named: Map<string, JsonSchema>): Parameter[] {
  if (query === undefined) return []
  const { properties = {}, required = [] } = jsonSchemaOf(query, 'input', named)
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }))
}

function success(
  { output, outputType = 'application/json', status = output === undefined ? 204 : 200 }: Route,
  named: Map<string, JsonSchema>,
): Record<string, Response> {
  if (output === undefined) return { [status]: { description: 'It is done.' } }
  const schema = jsonSchemaOf(output, 'output', named)
  const description = status === 201 ? 'It is made.' : 'What was asked for.'
  return { [status]: { description, content: { [outputType]: { schema } } } }
}

/** @param responses - gets what is answered; most routes have the same */
function failuresOf(
  route: Route,
  problem: JsonSchema,
  responses: Map<string, Response>,
): Record<string, { readonly $ref: string }> {
  const codes = new Map<number, ErrorCode[]>()
  for (const code of errorsOf(route)) {
    const { status } = errorCatalogue[code]
    codes.set(status, [...(codes.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...codes].map(([status, here]) => {
      const name = here.join('_')
      const description = here.map((code) => `\`${code}\`: ${errorCatalogue[code].title}`).join(' ')
      responses.set(name, { description, content: { 'application/problem+json': { schema: problem } } })
      return [status, { $ref: `#/components/responses/${name}` }]
    }),
  )
}
