/** The one door through which this server talks to others, with its guard, time limits and errors. */
export type { CertificateFacts } from './connector.ts'
export { openOutbound } from './open-outbound.ts'
export type { Outbound } from './outbound.ts'
