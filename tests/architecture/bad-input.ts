import type { SourceFile } from './source-file.ts'
import type { Violation } from './violation.ts'

/** What the rule asks of a route. */
export interface RouteAddress {
  readonly methods: readonly string[]
  readonly path: string
  readonly access?: string
  readonly body?: string
}

const rule = 'every route has a table of bad input'
const tables = 'server/src/http/bad-input'

/**
 * Checks that somebody has thought of what can be wrong with a request, for each route and method: that there are
 * rows for it in the tables, which a test sends to a server.
 *
 * @param badInput - rows by `METHOD path`
 * @param files - to say in which one a route is declared
 */
export function badInputViolations(
  routes: readonly RouteAddress[],
  badInput: Readonly<Record<string, readonly { readonly status: number }[]>>,
  files: readonly SourceFile[],
): Violation[] {
  const names = new Set(routes.flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`)))
  const untested = [...names].filter((name) => (badInput[name]?.length ?? 0) === 0)
  const incomplete = routes.flatMap((route) =>
    route.methods.flatMap((method) => {
      const name = `${method} ${route.path}`
      const found = new Set(badInput[name]?.map(({ status }) => status))
      return untested.includes(name)
        ? []
        : expectedAnswers(route)
            .filter((status) => !found.has(status))
            .map((status) => ({ name, status }))
    }),
  )
  const stale = Object.keys(badInput).filter((name) => !names.has(name))
  return [
    ...untested.map((name) => ({
      ...declarationOf(name, files),
      rule,
      problem: `${name} has no rows of bad input`,
      remedy: `add the requests that can be wrong to a table in ${tables}`,
    })),
    ...incomplete.map(({ name, status }) => ({
      ...declarationOf(name, files),
      rule,
      problem: `${name} has no row that is answered with ${status}`,
      remedy: `add the rows of ${tables}/common-rows.ts`,
    })),
    ...stale.map((name) => ({
      rule,
      file: `${tables}/index.ts`,
      line: 1,
      problem: `there are rows for ${name}, which is no route`,
      remedy: 'remove them, or give them the name of the route',
    })),
  ]
}

/** What some wrong request has to be answered with: nobody signed in, a body that is too large or of another kind. */
function expectedAnswers({ access = 'none', body }: RouteAddress): number[] {
  return [...(access === 'none' ? [] : [401]), ...(body === 'json' ? [413, 415] : [])]
}

function declarationOf(name: string, files: readonly SourceFile[]): Pick<Violation, 'file' | 'line'> {
  const [method = '', path = ''] = name.split(' ')
  const declaring = files.filter(
    (file) => file.path.startsWith('server/src/http/') && file.text.includes(`path: '${path}'`),
  )
  const file = declaring.find(({ text }) => text.includes(`'${method}'`)) ?? declaring[0]
  if (file === undefined) return { file: 'server/src/http/routes.ts', line: 1 }
  return { file: file.path, line: file.lineOf(file.text.indexOf(`path: '${path}'`)) }
}
