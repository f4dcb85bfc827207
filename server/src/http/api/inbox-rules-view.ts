import { z } from 'zod'
import { inboxRuleValues } from '../../mounts/index.ts'

const rule = z.enum(inboxRuleValues)

export const inboxRulesOutput = z
  .strictObject({
    local: rule.describe('what people of this server share'),
    federated: rule.describe(
      'what people of other servers share; `accept` counts for servers that are known',
    ),
  })
  .meta({ id: 'InboxRules' })

export const inboxRulesInput = z.strictObject({
  local: rule.exactOptional(),
  federated: rule.exactOptional(),
})
