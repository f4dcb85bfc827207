/** Why somebody on another cloud is not reached, in the few ways that make a difference to a person. */

export type Trouble =
  | 'misspelt'
  | 'silent'
  | 'busy'
  | 'unsafe'
  | 'noCloud'
  | 'closed'
  | 'unwanted'
  | 'nobody'
  | 'broken'
  | 'blocked'
  | 'forbiddenAddress'
  | 'gone'
  | 'unfit'

/** @param reason - a slug of the server: why a share is not delivered, or what is wrong with another server */
export function troubleOf(reason: string): Trouble {
  return troubles.find(([pattern]) => pattern.test(reason))?.[1] ?? 'broken'
}

/** Whether it may pass by itself: what is sent waits for it. */
export function mayPass(trouble: Trouble): boolean {
  return trouble === 'silent' || trouble === 'busy' || trouble === 'broken'
}

const troubles: readonly (readonly [RegExp, Trouble])[] = [
  [/^dns-missing$/, 'misspelt'],
  [
    /^(?:connection-|port-closed|host-unreachable|answer-too-slow|timeout|unreachable|unavailable|peer-unavailable|no-answer|bad-gateway|gateway-timeout|discovery-(?:unavailable|server-error))/,
    'silent',
  ],
  [/^too-many-requests$/, 'busy'],
  [
    /^(?:certificate|tls-|not-tls|insecure|end-point-insecure|plain-http|discovery-redirects-to-http)/,
    'unsafe',
  ],
  [/^(?:discovery-|not-ocm|bad-http|redirected)/, 'noCloud'],
  [/^(?:ocm-disabled|disabled|not-supported|no-resource-types)/, 'closed'],
  [/^(?:unauthenticated|forbidden)$/, 'unwanted'],
  [/^(?:not-found|invalid)$/, 'nobody'],
  [/^peer-blocked$/, 'blocked'],
  [/^private-address$/, 'forbiddenAddress'],
  [/^(?:owner|resource)-gone$/, 'gone'],
  [/^(?:peer-|no-webdav)/, 'unfit'],
]
