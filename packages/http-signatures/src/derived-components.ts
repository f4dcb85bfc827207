import type { ComponentIdentifier } from './component-identifier.ts'
import { isRequest, type Message } from './message.ts'
import { type Refusal, refuse } from './refusal.ts'

/**
 * The value of a component whose name starts with `@` (RFC 9421 2.2), or why it has none.
 *
 * `context` is the message that the component is taken from: the related request where the parameter `req` is set.
 */
export function derivedComponent(component: ComponentIdentifier, context: Message): string | Refusal {
  const { name } = component
  if (name === '@status') {
    // RFC 9421 2.2.9: never used in a request.
    if (isRequest(context)) return refuse('component-invalid', '@status does not exist in a request')
    return /^[1-9]\d\d$/.test(`${context.status}`)
      ? `${context.status}`
      : refuse('component-invalid', '@status needs a status of three digits')
  }
  if (!isRequest(context)) {
    return refuse('component-invalid', `${name} is not a component of a response, or is unknown`)
  }
  if (name === '@method') return context.method
  const target = parseTarget(context.url)
  if (target === undefined) {
    return refuse('component-invalid', `${name} needs an absolute http or https URL without credentials`)
  }
  switch (name) {
    case '@target-uri':
      return `${target.scheme}://${target.host}${target.port}${target.path}${target.query}`
    case '@authority':
      return target.host + (isDefaultPort(target) ? '' : target.port)
    case '@scheme':
      return target.scheme
    case '@request-target':
      return context.requestTarget ?? target.path + target.query
    case '@path':
      return target.path
    case '@query':
      // RFC 9421 2.2.7: an absent query is signed as the question mark alone.
      return target.query === '' ? '?' : target.query
    case '@query-param':
      return queryParameter(target.query, component.parameters.get('name'))
    default:
      return refuse('component-invalid', `${name} is not a component that we know`)
  }
}

interface Target {
  readonly scheme: string
  readonly host: string
  /** With its colon, as written; empty when there is none. */
  readonly port: string
  readonly path: string
  /** With its question mark; empty when there is none. */
  readonly query: string
}

// Not the WHATWG URL, which removes dot segments and re-writes characters: the signer has signed the bytes that are on
// the wire. Scheme and host are the parts that intermediaries may change the case of (RFC 9421 1.2), a fragment is not
// part of a target URI (RFC 9110 7.1), and an empty path is sent as a slash (RFC 9110 4.2.3).
function parseTarget(url: string): Target | undefined {
  const parts =
    /^(https?):\/\/(\[[0-9a-f:.]+\]|[^\s/?#@:[\]]+)(:\d*)?(\/[^\s?#]*)?(\?[^\s#]*)?(?:#.*)?$/i.exec(url)
  if (parts === null) return undefined
  const [, scheme = '', host = '', port = '', path = '/', query = ''] = parts
  return { scheme: scheme.toLowerCase(), host: host.toLowerCase(), port, path, query }
}

function isDefaultPort({ scheme, port }: Target): boolean {
  return port === ':' || port === (scheme === 'https' ? ':443' : ':80')
}

// RFC 9421 2.2.8
function queryParameter(query: string, name: unknown): string | Refusal {
  const values = [...new URLSearchParams(query)].filter(([key]) => formEncode(key) === name)
  const [only] = values
  if (only === undefined) return refuse('component-invalid', 'the query has no parameter of the covered name')
  if (values.length > 1) {
    return refuse('component-invalid', 'the query has several parameters of the covered name')
  }
  return formEncode(only[1])
}

// "Percent-encode after encoding" with the application/x-www-form-urlencoded set of the WHATWG URL standard, where a
// space stays %20.
function formEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
