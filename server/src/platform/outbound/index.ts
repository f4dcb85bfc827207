/** The one door through which this server talks to others, with its guard, time limits and errors. */
export { createOutbound, type Outbound } from './outbound.ts'
