import { request as httpRequest } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { WebdavSend } from '../client/exchange.ts'

/** The way out of a client, by `node:http`. */
export const sendOverHttp: WebdavSend = ({ method, url, headers, body }, options = {}) =>
  new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers, ...options })
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming })
    })
    if (body instanceof Readable) pipeline(body, outgoing).catch(reject)
    else outgoing.end(body)
  })
