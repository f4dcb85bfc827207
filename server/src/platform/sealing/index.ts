/** Secrets at rest: sealed values with keys from a file outside the database, lookup values, comparison. */
export { constantTimeEqual } from './constant-time-equal.ts'
export { createSealer, openSealer, type Sealer, type StoredSealer } from './sealer.ts'
