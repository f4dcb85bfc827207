import type { Clock } from './clock.ts'
import type { Logger } from './logging/index.ts'

/** One thing that keeps a server from doing its work. Never a secret: everybody may ask. */
export interface ReadinessProblem {
  readonly what: string
  readonly detail: string
}

/** Whether a server can do its work: what a load balancer asks before it sends requests. */
export interface Readiness {
  /** All that is wrong now, or was a moment ago; nothing when requests are welcome. */
  problems(): Promise<readonly ReadinessProblem[]>
  /** Says no from now on. */
  stop(): void
}

export interface ReadinessOptions {
  /** By name what the server cannot do without; each rejects when it does not work. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>
  readonly clock: Clock
  readonly logger: Logger
}

/** An answer is good for this long, so that asking costs nothing; milliseconds. */
const freshFor = 5_000
/** A check that takes longer has failed; milliseconds. */
const patience = 2_000

export function createReadiness({ checks, clock, logger }: ReadinessOptions): Readiness {
  let stopping = false
  let asked: { readonly at: number; readonly answer: Promise<readonly ReadinessProblem[]> } | undefined
  const failing = new Set<string>()

  async function runAll(): Promise<readonly ReadinessProblem[]> {
    const problems = await Promise.all(Object.entries(checks).map(([what, check]) => run(what, check)))
    return problems.filter((problem) => problem !== undefined)
  }

  async function run(what: string, check: () => Promise<unknown>): Promise<ReadinessProblem | undefined> {
    const ended = new AbortController()
    const late = clock.sleep(patience, ended.signal).then(() => lateness)
    try {
      const outcome = await Promise.race([check(), late])
      if (outcome === lateness) throw new Error(lateness)
      if (failing.delete(what)) logger.info('readiness.restored', { what })
      return undefined
    } catch (error) {
      if (!failing.has(what)) logger.error('readiness.lost', { what, error })
      failing.add(what)
      return { what, detail: detailOf(error) }
    } finally {
      ended.abort()
    }
  }

  return {
    async problems() {
      if (stopping) return [{ what: 'server', detail: 'is shutting down' }]
      if (asked === undefined || clock.now() >= asked.at + freshFor) {
        asked = { at: clock.now(), answer: runAll() }
      }
      return asked.answer
    },
    stop() {
      stopping = true
    },
  }
}

const lateness = 'does not answer'

/** The code of the system (`ENOSPC`), but no message: it may name paths. */
function detailOf(error: unknown): string {
  if (error instanceof Error && error.message === lateness) return lateness
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^E[A-Z0-9]+$/.test(code) ? `fails (${code})` : 'fails'
}
