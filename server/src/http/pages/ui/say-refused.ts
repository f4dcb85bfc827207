import type { Words } from '../words.ts'

type Refusal = keyof Words['shareRefusals']

/**
 * Says why a share did not get to its recipient, in the few ways that make a difference to a person.
 * @param reason - a slug: why it is not delivered
 * @param recipient - `name@server`
 */
export function sayRefused(reason: string, recipient: string, { shareRefusals }: Words): string {
  const [, name = '', server = ''] = /^(.*)@([^@]*)$/.exec(recipient) ?? []
  const refusal = refusals.find(([pattern]) => pattern.test(reason))?.[1] ?? 'other'
  return shareRefusals[refusal](server, name)
}

const refusals: readonly (readonly [RegExp, Refusal])[] = [
  [/^dns-missing$/, 'misspelt'],
  [
    /^(?:certificate|tls-|not-tls|insecure|end-point-insecure|plain-http|discovery-redirects-to-http)/,
    'unsafe',
  ],
  [/^(?:discovery-|not-ocm|bad-http|redirected)/, 'noCloud'],
  [/^(?:ocm-disabled|disabled|not-supported|no-resource-types|resource-type-)/, 'closed'],
  [/^(?:unauthenticated|forbidden)$/, 'unwanted'],
  [/^(?:not-found|invalid)$/, 'nobody'],
  [/^peer-blocked$/, 'blocked'],
  [/^private-address$/, 'privateAddress'],
  [/^(?:owner|resource)-gone$/, 'gone'],
  [/^(?:peer-|no-webdav)/, 'unfit'],
]
