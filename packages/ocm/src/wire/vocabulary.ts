/**
 * The words of OCM and the older spellings that peers still send. Each reader gives the word of OCM 1.4, or undefined
 * for one that it does not know.
 */

/** What a share grants: `write` includes creating and deleting, `share` allows to ask for a reshare. */
export type Permission = 'read' | 'write' | 'share'

/** What a sender demands of whoever uses the share. */
export type Requirement = 'must-exchange-token' | 'must-use-mfa'

/** How the resource may be used: in place, or for a transfer. */
export type AccessType = 'remote' | 'datatx'

/** Who receives a share. */
export type ShareType = 'user' | 'group'

/** What is shared. */
export type ResourceTypeName = 'file' | 'folder'

/** What a server can do (OCM 1.4, OCM API Discovery, `capabilities`; `webdav-uri` is of OCM 1.2 and 1.3). */
export type Capability =
  | 'enforce-mfa'
  | 'exchange-token'
  | 'http-sig'
  | 'invites'
  | 'invite-wayf'
  | 'notifications'
  | 'protocol-object'
  | 'webdav-uri'

/** What a server demands of those who send to it (OCM 1.4, OCM API Discovery, `criteria`). */
export type Criterion = 'must-use-http-sig' | 'must-exchange-token' | 'must-invite' | 'denylist' | 'allowlist'

/** The permissions that are known, each once. */
export function readPermissions(words: readonly string[]): Permission[] {
  return known(words, permissions)
}

/** The access types that are known, each once. */
export function readAccessTypes(words: readonly string[]): AccessType[] {
  return known(words, accessTypes)
}

/** The capabilities that are known, each once. */
export function readCapabilities(words: readonly string[]): Capability[] {
  return known(words, capabilities)
}

/** The criteria that are known, each once. */
export function readCriteria(words: readonly string[]): Criterion[] {
  return known(words, criteria)
}

/** The kind of resource, or undefined for one that is not known. */
export function readResourceType(word: string): ResourceTypeName | undefined {
  return resourceTypes.get(word)
}

/** The kind of recipient, or undefined for one that is not known. */
export function readShareType(word: string): ShareType | undefined {
  return shareTypes.get(word)
}

/** Unlike the other words, a requirement that is not known must not be passed over: it is in `unknown`. */
export function readRequirements(words: readonly string[]): { known: Requirement[]; unknown: string[] } {
  // `none` stood for an empty list in an example of 2024.
  const demanded = words.filter((word) => word !== 'none')
  return {
    known: known(demanded, requirements),
    unknown: demanded.filter((word) => !requirements.has(word)),
  }
}

function known<Word>(words: readonly string[], vocabulary: ReadonlyMap<string, Word>): Word[] {
  return [...new Set(words.map((word) => vocabulary.get(word)).filter((word) => word !== undefined))]
}

const permissions = new Map<string, Permission>([
  ['read', 'read'],
  ['write', 'write'],
  ['share', 'share'],
])

const accessTypes = new Map<string, AccessType>([
  ['remote', 'remote'],
  ['datatx', 'datatx'],
])

const resourceTypes = new Map<string, ResourceTypeName>([
  ['file', 'file'],
  ['folder', 'folder'],
])

const shareTypes = new Map<string, ShareType>([
  ['user', 'user'],
  ['group', 'group'],
])

const requirements = new Map<string, Requirement>([
  ['must-exchange-token', 'must-exchange-token'],
  ['use-code', 'must-exchange-token'],
  ['must-use-mfa', 'must-use-mfa'],
  ['mfa-enforced', 'must-use-mfa'],
])

const capabilities = new Map<string, Capability>([
  ['enforce-mfa', 'enforce-mfa'],
  ['mfa-capable', 'enforce-mfa'],
  ['/mfa-capable', 'enforce-mfa'],
  ['exchange-token', 'exchange-token'],
  ['receive-code', 'exchange-token'],
  ['token-exchange', 'exchange-token'],
  ['http-sig', 'http-sig'],
  ['invites', 'invites'],
  ['invite-accepted', 'invites'],
  ['/invite-accepted', 'invites'],
  ['invite-wayf', 'invite-wayf'],
  ['notifications', 'notifications'],
  ['/notifications', 'notifications'],
  ['protocol-object', 'protocol-object'],
  ['webdav-uri', 'webdav-uri'],
])

const criteria = new Map<string, Criterion>([
  ['must-use-http-sig', 'must-use-http-sig'],
  ['http-request-signatures', 'must-use-http-sig'],
  ['must-exchange-token', 'must-exchange-token'],
  ['token-exchange', 'must-exchange-token'],
  ['code', 'must-exchange-token'],
  ['must-invite', 'must-invite'],
  ['invite', 'must-invite'],
  ['denylist', 'denylist'],
  ['allowlist', 'allowlist'],
])
