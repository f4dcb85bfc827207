/** Structured logging: events with stable names, redacted before they are written. */
export { createLogger } from './create-logger.ts'
export type { Logger } from './logger.ts'
export { maskPath } from './mask-text.ts'
export { createMemoryLogger } from './memory-logger.ts'
