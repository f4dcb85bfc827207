import { Readable } from 'node:stream'
import { z } from 'zod'
import type { LiveStream } from '../../activity/index.ts'
import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/events',
  access: 'user',
  body: 'none',
  summary: 'Tells as it happens that there is something to look at (server-sent events).',
  output: z.discriminatedUnion('event', [
    z.strictObject({
      event: z
        .literal('files.changed')
        .describe('something in a folder, or below it, is new, changed or gone'),
      data: z.strictObject({ space: z.string(), path: z.string().describe('of the folder in its space') }),
    }),
    z.strictObject({ event: z.literal('notification'), data: z.strictObject({}) }),
    z.strictObject({ event: z.literal('inbox.changed'), data: z.strictObject({}) }),
    z.strictObject({ event: z.literal('shares.changed'), data: z.strictObject({}) }),
    z.strictObject({
      event: z
        .literal('deliveries.changed')
        .describe('something has become of a message to another server, or of a mail; for administrators'),
      data: z.strictObject({}),
    }),
    z.strictObject({
      event: z.literal('reload').describe('events may have been missed: look at everything again'),
      data: z.strictObject({}),
    }),
  ]),
  outputType: 'text/event-stream',
  async handle({ application, actor, headers, stillAllowed }) {
    const after = headers['last-event-id']
    const stream = await application.liveEvents.open(actor, {
      stillAllowed,
      ...(after !== undefined && { after }),
    })
    const body = Readable.from(messagesOf(stream), { objectMode: false })
    // Also of a body that nobody has begun to read.
    body.once('close', () => stream.end())
    stream.cut.addEventListener('abort', () => body.destroy(new Error('the reader of events is too slow')))
    return {
      status: 200,
      // Proxies that collect answers before they pass them on (nginx) must not collect this one.
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
      body,
    }
  },
})

/** For how long a browser waits before it connects again, in milliseconds. */
const retry = 5_000

/** HTML, 9.2.5 Parsing an event stream. What is sent first says where a connection goes on that breaks at once. */
async function* messagesOf(stream: LiveStream): AsyncGenerator<string> {
  yield `retry: ${retry}\nid: ${stream.position}\n\n`
  for await (const event of stream) {
    yield event === 'heartbeat'
      ? ': still here\n\n'
      : `id: ${event.id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`
  }
}
