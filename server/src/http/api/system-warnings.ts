import { z } from 'zod'
import { type ConfigWarning, configWarnings } from '../../platform/config/index.ts'
import type { Application } from '../application.ts'

/** Something that an administrator has to know of. */
export const warningOutput = z
  .strictObject({ slug: z.string(), message: z.string(), remedy: z.string() })
  .meta({ id: 'SystemWarning' })

/** What is known of the system when its warnings are looked for. */
export interface SystemFacts {
  readonly publicUrl: string
  readonly freeBytes: number | undefined
  readonly sendsMail: boolean
  readonly mailInTrouble: boolean
  readonly deadJobs: number
  readonly failingPeers: number
}

/** Below this a database may not find the room that it needs for a change; bytes. */
const leastSpace = 1024 ** 3
/** Certificates are renewed weeks before they end; milliseconds. */
const lastDays = 7 * 24 * 3_600_000

/** Everything that is not as it should be, the worst first. */
export function systemWarnings(
  { config, clock, installation }: Pick<Application, 'config' | 'clock' | 'installation'>,
  { publicUrl, freeBytes, sendsMail, mailInTrouble, deadJobs, failingPeers }: SystemFacts,
): readonly ConfigWarning[] {
  const endsAt = installation.certificateEndsAt() ?? Infinity
  return [
    ...when((freeBytes ?? Infinity) < leastSpace, {
      slug: 'disk-nearly-full',
      message: 'There is less than 1 GiB left where files are kept.',
      remedy: 'Make room, or move the data folder to a larger disk: with none left nothing can be changed.',
    }),
    ...when(endsAt - clock.now() < lastDays, {
      slug: 'certificate-ends-soon',
      message: 'The certificate of this server runs out within a week, or has run out.',
      remedy: 'Renew it, and let the server read it anew: send it SIGHUP.',
    }),
    ...configWarnings(config),
    ...when(/^https?:\/\/(?:localhost|[^/]*\.localhost|127\.[\d.]+|\[::1\])(?::|$)/.test(publicUrl), {
      slug: 'local-address',
      message: 'The address of this cloud leads nowhere from other machines.',
      remedy: 'Give it one that others reach (publicUrl, isthmus tenant rename) before anything is shared.',
    }),
    ...when(deadJobs > 0, {
      slug: 'jobs-given-up',
      message: `Work was given up (${deadJobs}).`,
      remedy: 'Look why, and have it tried again or dropped.',
    }),
    ...when(failingPeers > 0, {
      slug: 'peers-failing',
      message: `With some other clouds it does not work (${failingPeers}).`,
      remedy: 'Their lamp is red; inspect them to see what stands in the way.',
    }),
    ...when(mailInTrouble, {
      slug: 'mail-in-trouble',
      message: 'The mail server did not take the last mail.',
      remedy: 'Look at what it said, and send a test mail.',
    }),
    ...when(!sendsMail, {
      slug: 'no-mail',
      message: 'This cloud sends no mail.',
      remedy: 'Name an SMTP server (mail.smtp.host): without one nobody can reset a password by themselves.',
    }),
  ]
}

function when(applies: boolean, warning: ConfigWarning): ConfigWarning[] {
  return applies ? [warning] : []
}
