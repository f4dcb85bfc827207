import type { Route } from '../route.ts'
import { describeApi, type Operation } from './describe-api.ts'
import { shapeText } from './shape-text.ts'

/** The module web/src/api/contract.ts: the REST API as types, which is all that the app knows of the server. */
export function apiContract(routes: readonly Route[]): string {
  const ours = routes.filter(({ surface }) => surface === 'api')
  const { paths, components } = describeApi(ours, '')
  const objects = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${shapeText(schema)}`,
  )
  const operations = ours.flatMap((route) =>
    route.methods.flatMap((method) => {
      const operation = paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
      return operation === undefined ? [] : [describe(route, method, operation)]
    }),
  )
  return `${[introduction, ...objects, `export interface Operations {\n${operations.join('\n')}\n}`].join('\n\n')}\n`
}

const introduction = `/* oxlint-disable */
/**
 * The REST API as types: each operation with its summary, what it takes and what it answers.
 *
 * Generated from the routes in server/src/http/api; a test fails when they differ (vitest -u renews it).
 */

type integer = number`

function describe(route: Route, method: string, operation: Operation): string {
  const { path, summary, outputType } = route
  const members = [
    paramsOf(operation),
    queryOf(operation),
    inputOf(operation),
    `output: ${outputType === undefined ? outputOf(operation) : 'unknown'}`,
  ]
  return [
    `  /** ${summary} */`,
    `  '${method} ${path.replace(/^\/api\/v1/, '')}': {`,
    ...members.map((member) => `    ${member}`),
    '  }',
  ].join('\n')
}

function paramsOf({ parameters }: Operation): string {
  const names = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `${name}: string`)
  return `params: ${names.length === 0 ? 'undefined' : `{ ${names.join('; ')} }`}`
}

function queryOf({ parameters }: Operation): string {
  const lines = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(
      ({ name, required, schema }) => `      ${name}${required ? '' : '?'}: ${shapeText(schema, '      ')}`,
    )
  return `query: ${lines.length === 0 ? 'undefined' : `{\n${lines.join('\n')}\n    }`}`
}

function inputOf({ requestBody }: Operation): string {
  const schema = requestBody?.content['application/json']?.schema
  return `input: ${schema === undefined ? 'undefined' : shapeText(schema, '    ')}`
}

function outputOf({ responses }: Operation): string {
  const [success] = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, response]) => response)
  const [content] = success === undefined || '$ref' in success ? [] : Object.values(success.content ?? {})
  return content === undefined ? 'undefined' : shapeText(content.schema, '    ')
}
