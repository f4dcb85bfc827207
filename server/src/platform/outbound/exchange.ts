import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import { toOutboundError } from './outbound-error.ts'

/** What `watched` tells about a request under way. */
export interface ExchangeEvents {
  /** A connection is there and the request is being written. */
  started(): void
  /** Nothing more comes: the answer is complete or failed. */
  ended(): void
}

/**
 * Wraps the handler of one request: reports its milestones, and lets every error through as an `OutboundError`, before
 * the answer and in the middle of its body alike.
 */
export function watched(
  handler: Dispatcher.DispatchHandler,
  events: ExchangeEvents,
): Dispatcher.DispatchHandler {
  return {
    onRequestStart(controller, context) {
      events.started()
      handler.onRequestStart?.(controller, context)
    },
    onRequestUpgrade(controller, status, headers, socket) {
      handler.onRequestUpgrade?.(controller, status, headers, socket)
    },
    onResponseStart(controller, status, headers, message) {
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
