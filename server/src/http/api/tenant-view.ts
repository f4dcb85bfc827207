import { z } from 'zod'
import type { Tenant } from '../../accounts/index.ts'
import { type Config, isReachableForOthers } from '../../platform/config/index.ts'
import { fault } from '../../platform/errors.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'

/** The address that a cloud is to have. */
export const tenantInput = z.strictObject({
  publicUrl: z.string().max(300).describe('a scheme, a host and perhaps a port, without a path'),
})

export const tenantOutput = z.strictObject({ host: z.string(), publicUrl: z.string() }).meta({ id: 'Tenant' })

export function tenantView({ host, publicUrl }: Tenant): z.output<typeof tenantOutput> {
  return { host, publicUrl }
}

/** @throws IsthmusError `validation-failed` for an address that other clouds would not come to */
export function requireReachable(publicUrl: string, { federation }: Config): void {
  if (!URL.canParse(publicUrl) || isReachableForOthers(publicUrl, federation)) return
  throw fault('validation-failed', {
    errors: [wrongField('publicUrl', broken('not-https'))],
  })
}
