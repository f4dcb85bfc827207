import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import { OutboundError, toOutboundError } from './outbound-error.ts'

/** What `watched` tells about a request under way. */
export interface ExchangeEvents {
  /** A connection is there and the request is being written. */
  started(): void
  /** Nothing more comes: the answer is complete or failed. */
  ended(): void
}

/** Each starts the wait for the head of the answer anew, so without a limit a server could have us wait for ever. */
const mostInterimAnswers = 16

/**
 * Wraps the handler of one request: reports its milestones, lets every error through as an `OutboundError`, before the
 * answer and in the middle of its body alike, and takes only so many interim answers (RFC 9110 15.2).
 */
export function watched(
  handler: Dispatcher.DispatchHandler,
  events: ExchangeEvents,
): Dispatcher.DispatchHandler {
  let interimAnswers = 0
  return {
    onRequestStart(controller, context) {
      events.started()
      handler.onRequestStart?.(controller, context)
    },
    onRequestUpgrade(controller, status, headers, socket) {
      handler.onRequestUpgrade?.(controller, status, headers, socket)
    },
    onResponseStart(controller, status, headers, message) {
      if (status < 200 && ++interimAnswers > mostInterimAnswers) {
        controller.abort(new OutboundError('bad-response', 'there are too many interim answers'))
        return
      }
      handler.onResponseStart?.(controller, status, headers, message)
    },
    onResponseData(controller, chunk) {
      handler.onResponseData?.(controller, chunk)
    },
    onResponseEnd(controller, trailers: IncomingHttpHeaders) {
      events.ended()
      handler.onResponseEnd?.(controller, trailers)
    },
    onResponseError(controller, error) {
      events.ended()
      handler.onResponseError?.(controller, toOutboundError(error))
    },
  }
}
