import { errorBody } from '@isthmus/ocm'
import { davErrorResponse, ResourceError } from '@isthmus/webdav'
import { fault, IsthmusError } from '../platform/errors.ts'
import type { Logger } from '../platform/logging/index.ts'
import { nowherePage, refusalPage } from './pages/render-refusal.ts'
import { sayFault } from './pages/say-fault.ts'
import { type Speech, speechFor } from './pages/words.ts'
import type { Reply, Surface } from './route.ts'

/**
 * Turns whatever a route threw into an answer in the form of its surface. Faults are logged, never shown.
 * @param speech - for pages; English without
 */
export function errorReply(surface: Surface, error: unknown, logger: Logger, speech?: Speech): Reply {
  if (surface === 'dav' && error instanceof ResourceError) return davErrorResponse(error)
  if (!(error instanceof IsthmusError)) return faultReply(surface, unknownFault(error, logger), speech)
  if (isForOperator(error)) logger.error('http.fault', { error })
  return faultReply(surface, error, speech)
}

/** Whether nobody else can mend it. */
function isForOperator({ status, code }: IsthmusError): boolean {
  return status === 500 || code === 'storage-full'
}

/** A fault from the catalogue in the form of a surface. @param speech - for pages; English without */
export function faultReply(surface: Surface, error: IsthmusError, speech?: Speech): Reply {
  return writers[surface](error, speech)
}

function unknownFault(error: unknown, logger: Logger): IsthmusError {
  logger.error('http.fault', { error })
  return fault('internal')
}

const writers: Record<Surface, (error: IsthmusError, speech?: Speech) => Reply> = {
  // RFC 9457
  api: (error) => ({
    status: error.status,
    headers: {
      ...headersOf(error),
      // No Basic: it makes a browser ask for a password itself, over our page. Whoever has one sends it unasked.
      ...(error.code === 'unauthorized' && { 'www-authenticate': bearerChallenge }),
      'content-type': 'application/problem+json; charset=utf-8',
    },
    body: JSON.stringify({
      type: `urn:isthmus:error:${error.code}`,
      title: error.title,
      status: error.status,
      code: error.code,
      detail: error.detail,
      reason: error.because?.reason,
      params: error.because?.params,
      errors: error.errors,
    }),
  }),
  // OCM 1.4, error bodies of {endPoint}
  ocm: (error) => ({
    status: error.status,
    headers: headersOf(error),
    body: {
      json: errorBody(
        ocmMessage(error),
        (error.errors ?? []).map(({ name, message }) => ({ name, message })),
      ),
    },
  }),
  // RFC 6749 5.2
  token: (error) => ({
    status: error.status >= 500 ? 503 : isOfHttp(error) ? error.status : 400,
    headers: { ...headersOf(error), 'cache-control': 'no-store' },
    body: { json: { error: error.status >= 500 ? 'temporarily_unavailable' : 'invalid_request' } },
  }),
  dav: (error) => {
    const response = davErrorResponse(error)
    return { ...response, headers: { ...response.headers, ...headersOf(error) } }
  },
  page: (error, speech = speechFor(undefined)) => {
    if (error.status === 404) return nowherePage(speech)
    const page = refusalPage(speech, { ...sayFault(error, speech), back: '' })
    return { ...page, headers: { ...page.headers, ...headersOf(error) } }
  },
  operations: (error) => ({
    status: error.status,
    headers: { ...headersOf(error), 'content-type': 'text/plain; charset=utf-8' },
    body: `${error.message}\n`,
  }),
}

/** What is wrong with the request as one of HTTP, before it is one of OAuth. */
function isOfHttp({ code }: IsthmusError): boolean {
  return code === 'method-not-allowed' || code === 'payload-too-large' || code === 'unknown-host'
}

function ocmMessage(error: IsthmusError): string {
  return error.code.toUpperCase().replaceAll('-', '_')
}

const bearerChallenge = 'Bearer realm="Isthmus"'

function headersOf(error: IsthmusError): Record<string, string> {
  if (error.code === 'unauthorized') {
    return { 'www-authenticate': `Basic realm="Isthmus", charset="UTF-8", ${bearerChallenge}` }
  }
  if (error.retryAfter !== undefined) return { 'retry-after': String(error.retryAfter) }
  if (error.status === 503) return { 'retry-after': '30' }
  return {}
}
