import type { Route } from '../route.ts'
import { describeApi, type Operation } from './describe-api.ts'
import { type ApiExample, apiExamples } from './examples.ts'
import type { JsonSchema } from './json-schema.ts'
import { errorsOf } from './problem.ts'
import { shapeText } from './shape-text.ts'

/** The page docs/reference/api.md. */
export function apiReference(routes: readonly Route[]): string {
  const ours = routes.filter(({ surface }) => surface === 'api')
  const { paths, components } = describeApi(ours, '')
  const areas = new Map<string, string[]>()
  for (const route of ours) {
    for (const method of route.methods) {
      const operation = paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
      if (operation === undefined) continue
      const area = operation.tags[0] ?? ''
      areas.set(area, [...(areas.get(area) ?? []), describe(route, method, operation)])
    }
  }
  const sections = [...areas].map(([area, operations]) => [`## ${area}`, ...operations].join('\n\n'))
  const objects = Object.entries(components.schemas).map(
    ([name, schema]) => `### ${name}\n\n${block('ts', shapeText(schema))}`,
  )
  return `${[introduction, ...sections, '## Objects', ...objects].join('\n\n')}\n`
}

const introduction = `# REST API

<!-- Generated from server/src/http/openapi and the routes in server/src/http/api; a test fails when they differ. -->

\`GET /api/v1/openapi.json\` says the same for programs (OpenAPI 3.1).

- Sign in with user name and password or app password (Basic), with a token of \`POST /api/v1/tokens\` (Bearer), or, in a
  browser, with the cookie of \`POST /api/v1/session\`. With the cookie, requests that change something also need its
  \`csrfToken\` in the header \`isthmus-csrf\`.
- Bodies are JSON in UTF-8. Members and parameters that are not on this page are refused; answers may get more members
  with time.
- Times are ISO 8601, ids are strings, paths are places in the user’s own files and begin with \`/\`.
- Names are compared and stored in Unicode NFC.
- Lists that are read newest first take \`before\`, the id of the last thing of the page before; lists by name take
  \`after\`, which the page before gave as \`next\`.
- Every error is an \`application/problem+json\` (RFC 9457) with one of these codes in \`code\`; [Errors](errors.md) says
  what each means. \`reason\`, and \`rule\` for each field, say by codes what \`detail\` and \`message\` say in English. Besides the codes at each route, all can answer \`validation-failed\` (400), \`unknown-host\` (421),
  \`internal\` (500) and \`unavailable\` (503); those that need somebody, \`unauthorized\` (401), \`forbidden\` (403) and
  \`too-many-requests\` (429); those that take a body, \`payload-too-large\` (413) and \`unsupported-media-type\` (415).

The examples are run by the tests, at https://cloud.example with the password or token in \`$AUTH\`, such as
\`-u ann:PASSWORD\` or \`-H "Authorization: Bearer TOKEN"\`. What is for the operator alone goes through the socket in
the data folder.`

function describe(route: Route, method: string, operation: Operation): string {
  const { path, access, errors = [] } = route
  const body = operation.requestBody?.content['application/json']?.schema
  return [
    `### ${method} ${path}`,
    sentence(route.summary),
    ...(access === 'admin' ? ['Needs the rights of an administrator.'] : []),
    ...(access === 'none' ? ['Anybody may ask.'] : []),
    ...parameters(operation),
    ...(body === undefined ? [] : ['Body:', block('ts', shapeText(body))]),
    answer(route, operation),
    ...(errors.length === 0
      ? []
      : [
          `Errors: ${[...errorsOf(route)]
            .filter((code) => errors.includes(code))
            .map((code) => `[${code}](errors.md#${code})`)
            .join(', ')}.`,
        ]),
    ...apiExamples.filter((example) => example.route === `${method} ${path}`).map(curl),
  ].join('\n\n')
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}

function parameters({ parameters: all }: Operation): string[] {
  const lines = all
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, required, description, schema }) => {
      const parts = [shapeText(schema), ...range(schema), ...(required ? ['required'] : [])]
      const usual = schema.default === undefined ? '' : `; ${JSON.stringify(schema.default)} when absent`
      return `- \`${name}\` (${parts.join(', ')})${description === undefined ? '' : `: ${description}`}${usual}`
    })
  return lines.length === 0 ? [] : ['Query:', lines.join('\n')]
}

function range({ minimum, maximum }: JsonSchema): string[] {
  return minimum === undefined || maximum === undefined ? [] : [`${minimum} to ${maximum}`]
}

function answer(
  { outputType, output, status = output === undefined ? 204 : 200 }: Route,
  operation: Operation,
): string {
  const response = operation.responses[status]
  const [content] = response === undefined || '$ref' in response ? [] : Object.values(response.content ?? {})
  if (content === undefined) return `Answer: ${status}, without a body.`
  const lead =
    outputType === undefined ? `Answer: ${status}` : `Answer: ${status}, a stream (\`${outputType}\`) of`
  return `${lead}\n\n${block('ts', shapeText(content.schema))}`
}

function curl({ route, as, params = {}, query, body, headers = {}, text }: ApiExample): string {
  const [method = '', path = ''] = route.split(' ')
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = params[name] ?? ''
    return encodeURIComponent(typeof value === 'string' ? value : value.shown)
  })
  const url = `${as === 'operator' ? 'http://operator' : 'https://cloud.example'}${filled}${query === undefined ? '' : `?${query}`}`
  const who = as === 'nobody' ? '' : as === 'operator' ? '--unix-socket data/isthmus.sock ' : '$AUTH '
  const lines = [
    `curl ${who}${methods[method] ?? `-X ${method} `}'${url}'`,
    ...Object.entries(headers).map(([name, value]) => `  -H '${name}: ${value}'`),
    ...(text === undefined ? [] : [`  --data-binary '${text}'`]),
    ...(body === undefined
      ? []
      : ["  -H 'content-type: application/json'", `  -d '${JSON.stringify(body)}'`]),
  ]
  return block('sh', lines.join(' \\\n'))
}

/** curl waits for the body of an answer to HEAD unless it is told so. */
const methods: Readonly<Record<string, string>> = { GET: '', HEAD: '-I ' }

function block(language: string, text: string): string {
  return ['```' + language, text, '```'].join('\n')
}
