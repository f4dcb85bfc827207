import { z } from 'zod'
import { momentOutput, momentView } from './api-values.ts'

/** People at other servers, or everybody there, from whom nothing is taken. */
export const blockedSendersOutput = z.strictObject({
  senders: z.array(
    z.strictObject({
      address: z.string().describe('`name@server`, or `@server` for everybody there'),
      since: momentOutput,
    }),
  ),
})

export function blockedSendersView(
  senders: readonly { readonly address: string; readonly since: number }[],
): z.output<typeof blockedSendersOutput> {
  return { senders: senders.map(({ address, since }) => ({ address, since: momentView(since) })) }
}
