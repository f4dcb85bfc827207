import { addressOf, call, fetchFromServer, isProblem } from '../api/call.ts'
import { Problem, problemOf, unreachable } from '../api/problem.ts'
import { csrfToken, untilOwn } from '../api/session.ts'
import type { Sending, UploadOrder, UploadProgress, UploadServer } from './upload-server.ts'

/** The uploads of the API: tus 1.0.0 with creation and termination; small files as they are. */
export const httpUploadServer: UploadServer = {
  async create(order, signal) {
    const headers = { 'upload-length': String(order.size), 'upload-metadata': metadataOf(order) }
    const answer = await send('POST', addressOf('POST /uploads'), headers, undefined, quietly(signal))
    // tus 1.0.0, Creation: the address of the upload.
    const id = /[^/]+$/.exec(answer.header('location') ?? '')?.[0] ?? ''
    return { id, ...progressOf(answer) }
  },
  async put(order, file, sending) {
    const { path, space, size, conflict, modifiedAt } = order
    const query = { path, space, modified: new Date(modifiedAt).toISOString() }
    const headers: Record<string, string> = conflict === 'replace' ? {} : { 'if-none-match': '*' }
    try {
      await send('PUT', addressOf('PUT /files/content', { query }), headers, file, sending)
    } catch (error) {
      if (!isProblem(error, 'precondition-failed')) throw error
      throw new Problem({ code: 'node-exists', status: 409, title: error.message })
    }
    return { offset: size, path }
  },
  async holds({ path, space, size, modifiedAt }, signal) {
    const { entry } = await call('GET /files/details', { query: { path, space }, signal })
    // Not every storage keeps parts of a second.
    return entry.size === size && Math.abs(Date.parse(entry.modifiedAt) - modifiedAt) < 1_000
  },
  async find(id, signal) {
    const address = addressOf('HEAD /uploads/:id', { params: { id } })
    return progressOf(await send('HEAD', address, {}, undefined, quietly(signal)))
  },
  async append(id, offset, bytes, sending) {
    const headers = {
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    }
    const address = addressOf('PATCH /uploads/:id', { params: { id } })
    return progressOf(await send('PATCH', address, headers, bytes, sending))
  },
  async place(id, { path, size, conflict }, signal) {
    const made = await call('POST /uploads/:id/place', { params: { id }, input: { path, conflict }, signal })
    return { offset: size, path: made.path }
  },
  async remove(id) {
    try {
      await fetchFromServer('DELETE /uploads/:id', { params: { id }, headers: tus })
    } catch (error) {
      if (!isProblem(error, 'upload-not-found')) throw error
    }
  },
}

const tus = { 'tus-resumable': '1.0.0' }

function quietly(signal: AbortSignal): Sending {
  return { signal, onProgress: () => undefined }
}

/** Without a sign of life for so long, in milliseconds, a connection is taken for dead. */
const silence = 45_000
/** The server may need a while for the end of a large file. */
const longSilence = 300_000

interface Answer {
  header(name: string): string | null
}

/** A request whose way out can be watched: `fetch` does not tell how much has gone out. @throws Problem */
async function send(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  body: Blob | undefined,
  { signal, onProgress }: Sending,
): Promise<Answer> {
  await untilOwn()
  signal.throwIfAborted()
  const request = new XMLHttpRequest()
  const answer = Promise.withResolvers<Answer>()
  const stop = () => request.abort()
  let watch = setTimeout(stop, silence)
  const isAlive = (limit = silence) => {
    clearTimeout(watch)
    watch = setTimeout(stop, limit)
  }
  request.upload.addEventListener('progress', ({ loaded }) => {
    isAlive()
    onProgress(loaded)
  })
  request.upload.addEventListener('load', () => isAlive(longSilence))
  request.addEventListener('loadend', () => {
    clearTimeout(watch)
    signal.removeEventListener('abort', stop)
    if (request.status >= 200 && request.status < 300) {
      answer.resolve({ header: (name) => request.getResponseHeader(name) })
    } else void refusalOf(request).then(answer.reject)
  })
  signal.addEventListener('abort', stop)
  request.open(method, address)
  for (const [name, value] of Object.entries({ ...tus, 'isthmus-csrf': csrfToken(), ...headers })) {
    request.setRequestHeader(name, value)
  }
  request.send(body)
  return await answer.promise
}

async function refusalOf({ status, statusText, responseText }: XMLHttpRequest): Promise<Problem> {
  if (status === 0) return unreachable()
  const problem = await problemOf(new Response(responseText, { status, statusText }))
  // HEAD is answered without words.
  const isUnknown = responseText === '' && (status === 404 || status === 410)
  return isUnknown ? new Problem({ code: 'upload-not-found', status, title: statusText }) : problem
}

function progressOf(answer: Answer): UploadProgress {
  const path = answer.header('isthmus-path')
  return {
    offset: Number(answer.header('upload-offset') ?? 0),
    isWhole: answer.header('isthmus-whole') !== null,
    ...(path !== null && { path: decodeURIComponent(path) }),
  }
}

/** tus 1.0.0, Creation: names with values in Base64. */
function metadataOf({ path, space, conflict, modifiedAt }: UploadOrder): string {
  const values = { path, conflict, modified: new Date(modifiedAt).toISOString(), ...(space && { space }) }
  return Object.entries(values)
    .map(([name, value]) => `${name} ${base64(value)}`)
    .join(',')
}

function base64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)))
}
