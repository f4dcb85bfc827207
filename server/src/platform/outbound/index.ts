/** The one door through which this server talks to others, with its guard, time limits and errors. */
export type { CertificateFacts } from './connector.ts'
export { createOutbound, type Outbound, type OutboundOptions } from './outbound.ts'
