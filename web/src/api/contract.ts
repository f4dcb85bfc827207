/* oxlint-disable */
/**
 * The REST API as types: each operation with its summary, what it takes and what it answers.
 *
 * Generated from the routes in server/src/http/api; a test fails when they differ (vitest -u renews it).
 */

type integer = number

export type Activity = {
  id: string
  at: string
  actor: string // user name, address of a recipient or host of a server; empty for the server itself
  actorName: string | null // of a user of this cloud
  kind: "created" | "changed" | "renamed" | "moved" | "deleted" | "restored" | "version-restored" | "shared" | "share-accepted" | "share-declined" | "share-changed" | "share-ended" | "received" | "received-changed"
  detail: string | null // the name before, the place before, or with whom it is shared; empty for a public link
}

export type AppPassword = {
  id: string
  name: string
  createdAt: string
  lastUsedAt: string | null
}

export type AuditEntry = {
  id: string
  at: string
  actorKind: "user" | "operator" | "peer" | "share" | "system"
  actor: string // user name, host of a peer or id of a share; empty for the others
  action: string
  subjectKind: string
  subjectId: string
  detail: {
    [name: string]: string | number | boolean | null
  }
}

export type Delivery = {
  id: string // of its job
  kind: string // shares/announce-share, shares/tell-change, shares/end-share, mounts/answer-share
  peer: string
  subject: string | null // name of what is shared
  person: string | null // address of whom it is shared with, or who shares it
  state: "waiting" | "running" | "dead"
  attempts: integer
  lastError: string | null
  runAt: string // waiting: not before; running: its lease ends; dead: it was given up
  deadlineAt: string
}

export type Email = {
  address: string
  primary: boolean
  verified: boolean
  createdAt: string
}

export type FileEntry = {
  id: string | null // null on another server that tells none
  kind: "file" | "folder"
  name: string
  path: string
  size: integer | null // bytes; of a folder, of all files in it
  contentType: string | null
  etag: string
  modifiedAt: string
  createdAt: string | null
  rights: ("read" | "update" | "create" | "delete" | "share")[]
  received: "root" | "inside" | null // set on what somebody else shared
  sharedWith: integer // how many shares of it stand that the caller owns or has made, links included
  hasLink: boolean
  from: string | null // who shares it, an address or the name of a user here; where what was shared begins
  staleSince: string | null // since when its server cannot be reached
}

export type FileVersion = {
  id: string
  size: integer
  modifiedAt: string // of the file while it held this
  replacedAt: string
}

export type FoundRecipient = {
  kind: "user" | "group" | "federated" | "email" | "unknown" // `email` for an address at which no cloud is: it can be sent a link
  shareWith: string
  displayName: string
  exists: boolean | null // null for who is elsewhere: other servers do not tell
  server: RecipientServer | null // the one of the address, as far as it was asked
}

export type Group = {
  name: string
  displayName: string
  createdAt: string
}

export type InboxItem = {
  id: string
  source: "federated" | "local" // from another server, or from somebody on this one
  name: string
  description: string | null
  kind: "file" | "folder"
  owner: {
    address: string
    displayName: string | null
  }
  sender: {
    address: string
    displayName: string | null
  }
  server: string
  trust: InboxTrust
  permissions: ("read" | "write" | "share")[]
  state: "pending" | "accepted" | "declined" | "removed" | "expired"
  path: string | null // where it is in the user’s files, once accepted
  staleSince: string | null // since when its server cannot be reached
  expiresAt: string | null
  createdAt: string
  changedAt: string
}

export type InboxRules = {
  local: "accept" | "ask" // what people of this server share
  federated: "accept" | "ask" // what people of other servers share; `accept` counts for servers that are known
}

export type InboxTrust = {
  level: "signed" | "unsigned" | "local" // whether the server has proved with its signature that it is it; local: it is this one
  known: boolean // somebody here has dealt with the server, or an administrator allows it
  why: string // `local`, or for what reason the policy has let it in
}

export type Job = {
  id: string
  kind: string
  payload: {
    [name: string]: string | number
  } // the ids that it is about
  peer: string | null // the server that it talks to
  state: "waiting" | "running" | "dead"
  attempts: integer
  lastError: string | null
  runAt: string // waiting: not before; running: its lease ends; dead: it was given up
  deadlineAt: string
  createdAt: string
}

export type Link = {
  url: string
  label: string | null
  hasPassword: boolean
  maxDownloads: integer | null
  downloads: integer // counted while there is a limit
}

export type Mail = {
  configured: boolean // whether there is an SMTP server; the settings `mail.…` choose it
  host: string | null
  port: integer | null
  security: "starttls" | "tls" | "none" | null
  username: string | null
  from: string
  lastSuccessAt: string | null
  lastFailure: {
    slug: string // stable, for programs
    message: string
    remedy: string
    at: string
    said: string | null // by the SMTP server
  } | null
  inTrouble: boolean // whether the SMTP server refused all mail the last time, not one letter alone
  waiting: integer // mails that are yet to be sent, also later
  dead: integer // mails that were given up; they are among the jobs
}

export type MailInspection = {
  fault: {
    slug: string // stable, for programs
    message: string
    remedy: string
  } | null // why no mail can leave
  said: string | null // by the SMTP server, where it refused
}

export type Me = {
  username: string
  displayName: string
  email: string | null
  language: string | null
  timeZone: string | null
  admin: boolean
  disabled: boolean
  createdAt: string
  groups: string[]
  rights: {
    [name in "use-federation" | "share-outward" | "invite-guests" | "reshare" | "use-calendars" | "use-contacts" | "create-public-links"]?: boolean
  }
  cloud: string // What the administrators call this cloud.
}

export type Notification = {
  id: string
  kind: "share-received" | "share-added" | "share-accepted" | "share-declined" | "share-refused" | "share-failed" | "share-removed" | "share-expired"
  subject: {
    kind: "share" | "received-share"
    id: string // of the share, or of the item of the inbox
    name: string
  }
  actor: string // who did it, or is at the other end: `ann@cloud.example`
  createdAt: string
  readAt: string | null
}

export type NotificationChoices = {
  choices: {
    [name in "share-received" | "share-added" | "share-accepted" | "share-declined" | "share-refused" | "share-failed" | "share-removed" | "share-expired"]?: {
      app: boolean // shown in the app
      mail: "never" | "at-once" | "daily" // `daily`: one mail in the morning, by the user’s time zone
    }
  }
}

export type Peer = {
  host: string
  known: {
    how: string
    since: string
  } | null // how somebody here has dealt with it
  rule: PeerRule | null // what an administrator has said
  provider: string | null
  profile: string | null // the dialect that is spoken with it
  signs: boolean | null
  lastSuccessAt: string | null
  lastFailure: {
    reason: string
    detail: string
    at: string
  } | null // why it could not be asked the last time; null after a success
  lastKeysFailure: {
    reason: string
    detail: string
    at: string
  } | null
  lamp: "green" | "yellow" | "red" | "grey" // it works; with restrictions, or for the time being; it does not; nothing is known
  lampReason: "works" | "shaky" | "keys-unreadable" | "not-signing" | "unreachable" | "takes-no-messages" | "never-asked" | "blocked"
  fault: {
    slug: string
    message: string
    remedy: string
  } | null // what stands in the way, and what to do about it
}

export type PeerDetails = {
  host: string
  known: {
    how: string
    since: string
  } | null // how somebody here has dealt with it
  rule: PeerRule | null // what an administrator has said
  provider: string | null
  profile: string | null // the dialect that is spoken with it
  signs: boolean | null
  lastSuccessAt: string | null
  lastFailure: {
    reason: string
    detail: string
    at: string
  } | null // why it could not be asked the last time; null after a success
  lastKeysFailure: {
    reason: string
    detail: string
    at: string
  } | null
  lamp: "green" | "yellow" | "red" | "grey" // it works; with restrictions, or for the time being; it does not; nothing is known
  lampReason: "works" | "shaky" | "keys-unreadable" | "not-signing" | "unreachable" | "takes-no-messages" | "never-asked" | "blocked"
  fault: {
    slug: string
    message: string
    remedy: string
  } | null // what stands in the way, and what to do about it
  trust: {
    signed: {
      decision: "accept" | "ask" | "refuse"
      reason: string
    }
    unsigned: {
      decision: "accept" | "ask" | "refuse"
      reason: string
    }
  } // what becomes of shares from there now
  discovery: {
    [name: string]: unknown
  } | null
  keys: {
    [name: string]: unknown
  }[] | null
  breaker: {
    failures: integer
    openUntil: string
  } | null // how often in a row it took no messages, and until when none are sent
}

export type PeerInspection = {
  host: string
  reachable: boolean
  faults: {
    slug: string
    weight: "fault" | "note" // note: sharing works, but somebody should know
    message: string
    remedy: string
  }[] // what stands in the way, and what to do about it
  certificate?: {
    subject: string
    issuer: string
    names: string[]
    validFrom: string
    validTo: string
    protocol: string
  } // what it shows in TLS, good or not
  scheme?: "https" | "http"
  provider?: string
  apiVersion?: string
  endPoint?: string
  capabilities?: string[]
  criteria?: string[]
  resourceTypes?: {
    [name: string]: unknown
  }[]
  tokenEndPoint?: string
  jwksUri?: string
  keys?: {
    kid: string
    alg: string
    kty: string
  }[]
  profile?: string // the dialect that is spoken with it
  signs?: boolean
  known: boolean
  lastSuccessAt?: string
  lastFailure?: {
    reason: string
    detail: string
    at: string
  }
}

export type PeerRule = {
  rule: "allow" | "block"
  note: string | null
  since: string
}

export type PeopledSpace = {
  id: string
  kind: "personal" | "team"
  name: string // empty for the user’s own files
  role: "viewer" | "editor" | "manager" | null // null for an administrator who does not belong to it
  quota: integer | null // bytes; null without a limit
  used: integer // bytes, those in the trash and of versions included
  versionsUsed: integer
  createdAt: string
  owner: {
    kind: "user" | "group"
    name: string
    displayName: string
  } | null // of a personal space
  managers: {
    kind: "user" | "group"
    name: string
    displayName: string
  }[] // of a team
  members: integer // people and groups that belong to the team
}

export type Problem = {
  type: string // `urn:isthmus:error:` and the code
  title: string
  status: integer
  code: string // says for programs what went wrong
  detail?: string
  reason?: string // says for programs what `detail` says
  params?: {
    [name: string]: string | number
  } // what the reason speaks of
  errors?: {
    name: string
    rule: string // says for programs what `message` says
    params?: {
      [name: string]: string | number
    }
    message: string
  }[] // the fields that are wrong, with `validation-failed`
}

export type Recipient = {
  kind: "user" | "group" | "federated"
  shareWith: string // what a share is ordered with
  displayName: string
  detail: string | null // what tells people of one name apart: user name or address
  server: string | null // of somebody on another one
}

export type RecipientServer = {
  host: string
  name: string | null // as it calls itself
  reachable: boolean
  secure: boolean // nobody on the way can read along
  signs: boolean | null // null as long as it has said nothing
  known: boolean // somebody here has dealt with it, or an administrator allows it
  profile: string | null // the dialect that is spoken with it
  fault: {
    slug: string
    message: string
    remedy: string
  } | null // what stands in the way, and what to do about it
}

export type Rights = {
  [name in "use-federation" | "share-outward" | "invite-guests" | "reshare" | "use-calendars" | "use-contacts" | "create-public-links"]?: boolean
}

export type SealingKey = {
  id: string
  createdAt: string
  active: boolean // whether it seals what is stored from now on
}

export type Session = {
  id: string
  userAgent: string
  address: string
  createdAt: string
  seenAt: string
  expiresAt: string
  current: boolean // whether the request was made in it
}

export type Setting = {
  key: string
  description: string
  expects: string // completes the sentence "expected …"
  value: string | number | boolean | null // what counts
  secret: boolean // whether it can be chosen and is never shown: its value is null
  chosen: boolean // whether it was chosen here
  lockedBy: string | null // the line of the file, the variable or the flag that decides for all clouds of the server
}

export type Share = {
  id: string
  name: string
  nodeId: string // of what is shared
  path: string | null // where it is among the files of the caller; null when it is not
  space: string | null // the team’s space that it is in; null for the caller’s own files
  owner: {
    username: string
    displayName: string
  } // empty for somebody who was deleted
  initiator: {
    username: string
    displayName: string
  } // who shared it: the owner, or who passes it on
  kind: "file" | "folder"
  recipientKind: "federated" | "user" | "group" | "link"
  shareWith: string | null // an address, or the name of a user or group of this server; null for a link
  shareWithName: string | null // what they are called, as far as that is known
  parentId: string | null // the share that is shared on
  permissions: ("read" | "write" | "share" | "create")[]
  state: "announcing" | "announced" | "accepted" | "declined" | "refused" | "failed" | "revoked" | "expired"
  stateReason: string | null // why it is refused or failed, or what delays it
  deliveries: ShareDelivery | null // how far the announcement is, while it is announced
  note: string | null
  expiresAt: string | null
  createdAt: string
  changedAt: string
  link: Link | null // of a link, for who made it
}

export type ShareDelivery = {
  state: "waiting" | "running"
  attempts: integer
  nextAttemptAt: string | null // null while it is running
  lastError: string | null
}

export type SigningKey = {
  kid: string
  algorithm: string
  state: "next" | "signing" | "former" // next: published, so that others have it when it signs; former: published for what it has signed
  createdAt: string
  signsFrom: string
}

export type Space = {
  id: string
  kind: "personal" | "team"
  name: string // empty for the user’s own files
  role: "viewer" | "editor" | "manager" | null // null for an administrator who does not belong to it
  quota: integer | null // bytes; null without a limit
  used: integer // bytes, those in the trash and of versions included
  versionsUsed: integer
  createdAt: string
}

export type SpaceMember = {
  kind: "user" | "group"
  name: string
  displayName: string
  role: "viewer" | "editor" | "manager"
  since: string
}

export type System = {
  version: string
  nodeVersion: string
  startedAt: string
  publicUrl: string
  database: {
    kind: "sqlite" | "postgres"
    bytes: integer | null
  }
  storage: {
    usedBytes: integer
    freeBytes: integer | null // where file contents lie
    files: integer
  } // of all clouds of the installation, the trash included
  users: integer
  groups: integer
  jobs: {
    waiting: integer
    running: integer
    dead: integer
  }
  deliveries: {
    waiting: integer
    dead: integer
  } // those of the jobs that are messages to other servers
  peers: {
    known: integer // servers that somebody here has dealt with
    failing: integer // servers whose lamp is red
  }
  mail: {
    configured: boolean
  }
  warnings: SystemWarning[] // what is not as it should be, the worst first
}

export type SystemWarning = {
  slug: string
  message: string
  remedy: string
}

export type Tenant = {
  host: string
  publicUrl: string
}

export type Token = {
  id: string
  name: string
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
}

export type TrashItem = {
  id: string
  kind: "file" | "folder"
  name: string
  path: string // where it was
  size: integer
  deletedAt: string
  expiresAt: string // when it is deleted for good
}

export type Upload = {
  id: string
  path: string // where the file is to be
  space: string | null
  size: integer // of the whole file, in bytes
  offset: integer // bytes that are there; one less than all until it is a file
  whole: boolean // whether all bytes are there: then it is placed, with no byte sent again
  conflict: "refuse" | "replace" | "rename"
  modifiedAt: string | null // of the contents, as the client told it
  busy: boolean // whether a request adds to it at the moment
  createdAt: string
  expiresAt: string // when it ends, unless something more comes
}

export type User = {
  username: string
  displayName: string
  email: string | null
  language: string | null
  timeZone: string | null
  admin: boolean
  disabled: boolean
  createdAt: string
}

export interface Operations {
  /** Describes this API for programs (OpenAPI 3.1). */
  'GET /openapi.json': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      openapi: string
      paths: {
        [name: string]: unknown
      }
      [name: string]: unknown
    }
  }
  /** Shows what is in a folder, folders before files. */
  'GET /files': {
    params: undefined
    query: {
      path?: string
      space?: string
      filter?: string
      sort?: "name" | "size" | "modified" | "kind"
      descending?: "true" | "false"
      limit?: integer
      offset?: integer
    }
    input: undefined
    output: {
      folder: FileEntry
      entries: FileEntry[]
      total: integer
      next: integer | null
    }
  }
  /** Shows one file or folder. */
  'GET /files/details': {
    params: undefined
    query: {
      path: string
      space?: string
    }
    input: undefined
    output: {
      entry: FileEntry
    }
  }
  /** Finds files and folders by their names, in a folder and everything below it. */
  'GET /files/search': {
    params: undefined
    query: {
      text: string
      path?: string
      space?: string
      limit?: integer
    }
    input: undefined
    output: {
      entries: FileEntry[]
      complete: boolean // false when there are more
    }
  }
  /** Finds files and folders by their names in what others share. Other clouds are asked for up to four seconds, and what was seen there before is searched, too. */
  'GET /search/received': {
    params: undefined
    query: {
      text: string
      limit?: integer
    }
    input: undefined
    output: {
      entries: FileEntry[]
      complete: boolean // false when there are more
      clouds: {
        server: string
        outcome: "whole" | "part" | "silent" | "closed" // how far it was looked through; part: there is too much, or it took too long; silent: it cannot be reached; closed: an administrator has blocked it
      }[] // the other clouds of which something is mounted
    }
  }
  /** Gives the bytes of a file, or of a part of it by Range, under the conditions of the headers. */
  'GET /files/content': {
    params: undefined
    query: {
      path: string
      space?: string
      download?: "true" | "false"
    }
    input: undefined
    output: undefined
  }
  /** Gives the bytes of a file, or of a part of it by Range, under the conditions of the headers. */
  'HEAD /files/content': {
    params: undefined
    query: {
      path: string
      space?: string
      download?: "true" | "false"
    }
    input: undefined
    output: undefined
  }
  /** Gives a folder, or some of what is in it, as one ZIP archive, which is made while it is sent. */
  'GET /files/archive': {
    params: undefined
    query: {
      path: string
      space?: string
      names?: string
    }
    input: undefined
    output: undefined
  }
  /** Writes a file: creates it (201), or replaces what it holds (200), under If-Match and If-None-Match. */
  'PUT /files/content': {
    params: undefined
    query: {
      path: string
      space?: string
      modified?: string
    }
    input: undefined
    output: {
      entry: FileEntry
    }
  }
  /** Makes a folder, in one that exists. */
  'POST /files/folders': {
    params: undefined
    query: undefined
    input: {
      path: string
      space?: string // the id of a team’s space; the user’s own files without
    }
    output: {
      entry: FileEntry
    }
  }
  /** Moves or renames a file or folder, also to a team, and to and from other servers. */
  'POST /files/move': {
    params: undefined
    query: undefined
    input: {
      from: string
      to: string // with the name that it gets
      space?: string // the id of a team’s space; the user’s own files without
      toSpace?: string | null // where `to` is, when not in the same space; null for the user’s own files
      conflict?: "refuse" | "replace" | "rename" // what happens where something has the name already; "refuse" when absent
    }
    output: {
      entry: FileEntry // at its new place
    }
  }
  /** Copies a file or folder, also to a team, and to and from other servers. */
  'POST /files/copy': {
    params: undefined
    query: undefined
    input: {
      from: string
      to: string // with the name that it gets
      space?: string // the id of a team’s space; the user’s own files without
      toSpace?: string | null // where `to` is, when not in the same space; null for the user’s own files
      conflict?: "refuse" | "replace" | "rename" // what happens where something has the name already; "refuse" when absent
    }
    output: {
      entry: FileEntry // at its new place
    }
  }
  /** Removes a file, or a folder with everything in it, to the trash; what others shared is left. */
  'DELETE /files': {
    params: undefined
    query: {
      path: string
      space?: string
    }
    input: undefined
    output: {
      trashItem: string | null // to take it back; null when it went to no trash here: what was left, or is on another server
    }
  }
  /** Says what of the tus protocol is spoken here (tus 1.0.0, OPTIONS), and how large a file may be. */
  'OPTIONS /uploads': {
    params: undefined
    query: undefined
    input: undefined
    output: undefined
  }
  /** Begins an upload that can be broken off and gone on with (tus 1.0.0, Creation): Upload-Length says how long the file is, Upload-Metadata where it goes (path, space, conflict, modified, if-match), Location in the answer where to send it. */
  'POST /uploads': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      upload: Upload
    }
  }
  /** Lists the user’s uploads that are not complete, newest first. */
  'GET /uploads': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      uploads: Upload[]
    }
  }
  /** Says in Upload-Offset how much of an upload is there (tus 1.0.0, HEAD); when it is a file, in Isthmus-Path where. Isthmus-Whole: true says that all bytes are there and only its place lacks. */
  'HEAD /uploads/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Adds to an upload what comes behind Upload-Offset (tus 1.0.0, PATCH). With the last byte it becomes a file: Isthmus-Path says where, and ETag. POST does what X-HTTP-Method-Override says, PATCH or DELETE. */
  'PATCH /uploads/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Adds to an upload what comes behind Upload-Offset (tus 1.0.0, PATCH). With the last byte it becomes a file: Isthmus-Path says where, and ETag. POST does what X-HTTP-Method-Override says, PATCH or DELETE. */
  'POST /uploads/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Makes the file of an upload of which all bytes are there and which was refused at its end: the name was taken, there was no room, its server was down. No byte is sent again. */
  'POST /uploads/:id/place': {
    params: { id: string }
    query: undefined
    input: {
      path?: string // where the file is to be instead, in the same space
      conflict?: "refuse" | "replace" | "rename" // what happens where something has the name; also in the place of an if-match
    }
    output: {
      path: string
      etag: string
    }
  }
  /** Ends an upload, and removes what came of it (tus 1.0.0, Termination). A file that it has become stays. */
  'DELETE /uploads/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists what has become of a file or folder, newest first: who changed it, and with whom the user shares or shared it; of what others share, how it came here. */
  'GET /files/:id/activity': {
    params: { id: string }
    query: {
      limit?: integer
      before?: string
    }
    input: undefined
    output: {
      activities: Activity[]
    }
  }
  /** Lists what a file held before, newest first; of what somebody else shares, for who may change it. */
  'GET /files/:id/versions': {
    params: { id: string }
    query: undefined
    input: undefined
    output: {
      versions: FileVersion[]
    }
  }
  /** Gives the bytes of what a file held before. */
  'GET /files/:id/versions/:version': {
    params: { id: string; version: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Gives a file back what it held before; what it holds now becomes a version. */
  'POST /files/:id/versions/:version/restore': {
    params: { id: string; version: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Deletes something that a file held before, for good. */
  'DELETE /files/:id/versions/:version': {
    params: { id: string; version: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists what is in the trash, what was deleted last first. */
  'GET /trash': {
    params: undefined
    query: {
      space?: string
      limit?: integer
      after?: string
    }
    input: undefined
    output: {
      items: TrashItem[]
      next: string | null
    }
  }
  /** Deletes everything in the trash for good. */
  'DELETE /trash': {
    params: undefined
    query: {
      space?: string
    }
    input: undefined
    output: {
      deleted: integer // how many items there were
    }
  }
  /** Takes something out of the trash, back to where it was or as near as there still is a folder. */
  'POST /trash/:id/restore': {
    params: { id: string }
    query: {
      space?: string
    }
    input: undefined
    output: {
      path: string // where it is now
    }
  }
  /** Deletes something in the trash for good. */
  'DELETE /trash/:id': {
    params: { id: string }
    query: {
      space?: string
    }
    input: undefined
    output: undefined
  }
  /** Lists the spaces that the user works in: their own files, then those of teams. */
  'GET /spaces': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      spaces: Space[]
    }
  }
  /** Makes a space for a team; whoever makes it is its first manager. */
  'POST /spaces': {
    params: undefined
    query: undefined
    input: {
      name: string
    }
    output: Space
  }
  /** Shows a space. */
  'GET /spaces/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: Space
  }
  /** Gives the space of a team another name, for its managers. */
  'PATCH /spaces/:id': {
    params: { id: string }
    query: undefined
    input: {
      name: string
    }
    output: Space
  }
  /** Deletes the space of a team with everything in it, for good, for its managers. */
  'DELETE /spaces/:id': {
    params: { id: string }
    query: {
      name: string
    }
    input: undefined
    output: undefined
  }
  /** Sets how much a space may hold; what is there already stays. */
  'PUT /spaces/:id/quota': {
    params: { id: string }
    query: undefined
    input: {
      quota: integer | null // bytes; null for no limit
    }
    output: undefined
  }
  /** Lists the people and groups that belong to the space of a team. */
  'GET /spaces/:id/members': {
    params: { id: string }
    query: undefined
    input: undefined
    output: {
      members: SpaceMember[]
    }
  }
  /** Takes a `user` or a `group` into the space of a team, or gives them another role in it. */
  'PUT /spaces/:id/members/:kind/:name': {
    params: { id: string; kind: string; name: string }
    query: undefined
    input: {
      role: "viewer" | "editor" | "manager"
    }
    output: undefined
  }
  /** Takes a `user` or a `group` out of the space of a team; everybody may leave by themselves. */
  'DELETE /spaces/:id/members/:kind/:name': {
    params: { id: string; kind: string; name: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists the spaces of all teams, in the order in which they were made. */
  'GET /team-spaces': {
    params: undefined
    query: {
      limit?: integer
      after?: string
    }
    input: undefined
    output: {
      spaces: Space[]
      next: string | null
    }
  }
  /** Lists the spaces of all people and teams with their use, whose they are and who manages them, in the order in which they were made. */
  'GET /spaces/all': {
    params: undefined
    query: {
      kind?: "personal" | "team"
      owner?: string
      search?: string
      limit?: integer
      after?: string
    }
    input: undefined
    output: {
      spaces: PeopledSpace[]
      next: string | null
    }
  }
  /** Suggests with whom something can be shared, the best first: people and groups of this cloud, as far as `shares.suggest` lets them be found, and people on other clouds known from shares. */
  'GET /recipients': {
    params: undefined
    query: {
      search?: string
      limit?: integer
    }
    input: undefined
    output: {
      recipients: Recipient[]
    }
  }
  /** Finds out whom a whole name or address means. Another server is asked what it is, for five seconds at most; its trouble is a part of the answer. How often a user may is limited by `federation.lookupsPerMinute`. */
  'GET /recipients/lookup': {
    params: undefined
    query: {
      address: string
    }
    input: undefined
    output: FoundRecipient
  }
  /** Shares a file or folder with a person or a group of this server, with a person on another one, or with whoever has a link. What somebody on this server has shared can be passed on by who has the permission `share`. */
  'POST /shares': {
    params: undefined
    query: undefined
    input: {
      path: string
      space?: string // the id of a team’s space; the user’s own files without
      shareWith?: string // `bob@cloud.example`, or the name of a user or a group of this server; absent for a link
      recipientKind?: "user" | "group" | "link" // what `shareWith` names; `link` for whoever has the link; "user" when absent
      permissions?: ("read" | "write" | "share" | "create")[] // ["read"] when absent
      expiresAt?: string
      note?: string
      label?: string // what its owner calls it
      password?: string // at least 8 characters
      maxDownloads?: integer // how many downloads there may be
    }
    output: Share
  }
  /** Lists what the user shares, newest first. With `path` or `node`, the shares of one thing: also those of others who pass on what is the user’s, without those that were taken back or have expired. */
  'GET /shares': {
    params: undefined
    query: {
      limit?: integer
      before?: string
      path?: string
      space?: string
      node?: string
    }
    input: undefined
    output: {
      shares: Share[]
    }
  }
  /** Shows one share with its state. */
  'GET /shares/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: Share
  }
  /** Changes what a share allows, its end and its note, and what only links have; null takes away. It counts at once. */
  'PATCH /shares/:id': {
    params: { id: string }
    query: undefined
    input: {
      permissions?: ("read" | "write" | "share" | "create")[]
      expiresAt?: string | null
      note?: string | null
      label?: string | null
      password?: string | null
      maxDownloads?: integer | null
    }
    output: Share
  }
  /** Takes a share back. */
  'DELETE /shares/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Tries again, now, to tell another server of a share that is delayed, was refused or could not be delivered. One that is over already is shared anew: then the answer has another id. */
  'POST /shares/:id/retry': {
    params: { id: string }
    query: undefined
    input: undefined
    output: Share
  }
  /** Lists what others share with the user, newest first. */
  'GET /inbox': {
    params: undefined
    query: {
      limit?: integer
      before?: string
      state?: "pending" | "accepted" | "declined" | "removed" | "expired"
    }
    input: undefined
    output: {
      items: InboxItem[]
      pending: integer // how many wait for an answer, on this page or not
    }
  }
  /** Shows whether what others share is put among the user’s files at once, or waits for an answer. */
  'GET /inbox/rules': {
    params: undefined
    query: undefined
    input: undefined
    output: InboxRules
  }
  /** Changes what happens with what others share from now on. */
  'PATCH /inbox/rules': {
    params: undefined
    query: undefined
    input: {
      local?: "accept" | "ask"
      federated?: "accept" | "ask"
    }
    output: InboxRules
  }
  /** Accepts a received share: it appears in the user’s files. */
  'POST /inbox/:id/accept': {
    params: { id: string }
    query: undefined
    input: undefined
    output: InboxItem
  }
  /** Declines a received share, or leaves an accepted one. */
  'POST /inbox/:id/decline': {
    params: { id: string }
    query: undefined
    input: undefined
    output: InboxItem
  }
  /** Asks the server of an accepted share now whether it can be reached again; `staleSince` of the answer says so. */
  'POST /inbox/:id/retry': {
    params: { id: string }
    query: undefined
    input: undefined
    output: InboxItem
  }
  /** Shows what was last seen in an accepted share, also while its server is down. */
  'GET /inbox/:id/listing': {
    params: { id: string }
    query: {
      path?: string
    }
    input: undefined
    output: {
      staleSince: string | null // since when its server cannot be reached
      truncated: boolean
      entries: {
        id: string
        name: string
        kind: "file" | "folder"
        size: integer | null
        etag: string
        modifiedAt: string
        seenAt: string
      }[]
    }
  }
  /** Lists what the user was told, newest first, and counts what is new. */
  'GET /notifications': {
    params: undefined
    query: {
      limit?: integer
      before?: string
      unread?: "true" | "false"
    }
    input: undefined
    output: {
      notifications: Notification[]
      unread: integer // how many are new, on all pages
    }
  }
  /** Notes that the user has seen all notifications up to one. */
  'POST /notifications/read': {
    params: undefined
    query: undefined
    input: {
      upTo: string // the id of the newest one that the user has seen
    }
    output: undefined
  }
  /** Notes that the user has seen a notification. */
  'POST /notifications/:id/read': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Dismisses a notification for good. */
  'DELETE /notifications/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Shows what the user is told of in the app and by mail. */
  'GET /me/notification-choices': {
    params: undefined
    query: undefined
    input: undefined
    output: NotificationChoices
  }
  /** Changes what the user is told of in the app and by mail; what is not named stays. */
  'PATCH /me/notification-choices': {
    params: undefined
    query: undefined
    input: {
      choices: {
        [name in "share-received" | "share-added" | "share-accepted" | "share-declined" | "share-refused" | "share-failed" | "share-removed" | "share-expired"]?: {
          app?: boolean
          mail?: "never" | "at-once" | "daily"
        }
      }
    }
    output: NotificationChoices
  }
  /** Tells as it happens that there is something to look at (server-sent events). */
  'GET /events': {
    params: undefined
    query: undefined
    input: undefined
    output: unknown
  }
  /** Adds a user. */
  'POST /users': {
    params: undefined
    query: undefined
    input: {
      username: string
      password?: string // without one, a link to choose it is sent to the e-mail address
      displayName?: string
      email?: string
      language?: string
      timeZone?: string
      admin?: boolean // false when absent
    }
    output: User
  }
  /** Lists the users by name; `search` looks in names and addresses. */
  'GET /users': {
    params: undefined
    query: {
      search?: string
      limit?: integer
      after?: string
    }
    input: undefined
    output: {
      users: User[]
      next: string | null
    }
  }
  /** Shows a user. */
  'GET /users/:name': {
    params: { name: string }
    query: undefined
    input: undefined
    output: User
  }
  /** Changes a user; null takes a value away. An e-mail address that is set here counts as verified. */
  'PATCH /users/:name': {
    params: { name: string }
    query: undefined
    input: {
      displayName?: string
      email?: string | null
      language?: string | null
      timeZone?: string | null
      admin?: boolean
    }
    output: User
  }
  /** Deletes a user for good; `handOverTo` names the user who gets the files. */
  'DELETE /users/:name': {
    params: { name: string }
    query: {
      handOverTo?: string
    }
    input: undefined
    output: undefined
  }
  /** Locks an account: nothing signs in any more, and its browser sessions end. */
  'POST /users/:name/disable': {
    params: { name: string }
    query: undefined
    input: undefined
    output: User
  }
  /** Opens a locked account again. */
  'POST /users/:name/enable': {
    params: { name: string }
    query: undefined
    input: undefined
    output: User
  }
  /** Gives a user a new password; the user’s browser sessions end. */
  'POST /users/:name/password': {
    params: { name: string }
    query: undefined
    input: {
      password: string
    }
    output: undefined
  }
  /** Sends a user who has no password yet the link again to choose one. */
  'POST /users/:name/invitation': {
    params: { name: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists the groups that a user belongs to, by name. */
  'GET /users/:name/groups': {
    params: { name: string }
    query: undefined
    input: undefined
    output: {
      groups: Group[]
    }
  }
  /** Shows what is said about the rights of a user; it counts before groups and everyone. */
  'GET /users/:name/rights': {
    params: { name: string }
    query: undefined
    input: undefined
    output: Rights
  }
  /** Allows (true) or denies (false) rights to a user; null leaves them to groups and everyone. */
  'PATCH /users/:name/rights': {
    params: { name: string }
    query: undefined
    input: {
      [name in "use-federation" | "share-outward" | "invite-guests" | "reshare" | "use-calendars" | "use-contacts" | "create-public-links"]?: boolean | null
    }
    output: Rights
  }
  /** Shows the user who asks, with groups and rights. */
  'GET /me': {
    params: undefined
    query: undefined
    input: undefined
    output: Me
  }
  /** Changes the own name, language (BCP 47) and time zone (IANA); null takes a choice back. */
  'PATCH /me': {
    params: undefined
    query: undefined
    input: {
      displayName?: string
      language?: string | null
      timeZone?: string | null
    }
    output: Me
  }
  /** Changes the own password; all other browser sessions end. */
  'POST /me/password': {
    params: undefined
    query: undefined
    input: {
      oldPassword: string
      newPassword: string
    }
    output: undefined
  }
  /** Lists the own e-mail addresses, the primary one first. */
  'GET /me/emails': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      emails: Email[]
    }
  }
  /** Adds an e-mail address, and sends a mail there by which it is verified. */
  'POST /me/emails': {
    params: undefined
    query: undefined
    input: {
      address: string
    }
    output: Email
  }
  /** Removes an own e-mail address that is not the primary one. */
  'DELETE /me/emails/:address': {
    params: { address: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Makes a verified address the primary one. */
  'POST /me/emails/:address/primary': {
    params: { address: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Sends the mail again by which an address is verified. */
  'POST /me/emails/:address/verification': {
    params: { address: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Verifies an e-mail address with the token from the mail, signed in or not. */
  'POST /email-verifications': {
    params: undefined
    query: undefined
    input: {
      token: string
    }
    output: {
      username: string
      address: string
    }
  }
  /** Sends a link to choose a new password, if there is such a user with an address. Which that is, is not told. */
  'POST /password-resets': {
    params: undefined
    query: undefined
    input: {
      login: string // a user name or an e-mail address
    }
    output: undefined
  }
  /** Chooses a password with the token from a mail, once. The user’s browser sessions end. */
  'POST /password-resets/complete': {
    params: undefined
    query: undefined
    input: {
      token: string
      password: string
    }
    output: {
      username: string
    }
  }
  /** Lists the groups by name; `search` looks in names. */
  'GET /groups': {
    params: undefined
    query: {
      search?: string
      limit?: integer
      after?: string
    }
    input: undefined
    output: {
      groups: Group[]
      next: string | null
    }
  }
  /** Adds a group. */
  'POST /groups': {
    params: undefined
    query: undefined
    input: {
      name: string
      displayName?: string
    }
    output: Group
  }
  /** Shows a group. */
  'GET /groups/:name': {
    params: { name: string }
    query: undefined
    input: undefined
    output: Group
  }
  /** Changes the name that people see of a group. */
  'PATCH /groups/:name': {
    params: { name: string }
    query: undefined
    input: {
      displayName: string
    }
    output: Group
  }
  /** Deletes a group; its members stay users. */
  'DELETE /groups/:name': {
    params: { name: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists the members of a group by name. */
  'GET /groups/:name/members': {
    params: { name: string }
    query: {
      search?: string
      limit?: integer
      after?: string
    }
    input: undefined
    output: {
      members: User[]
      next: string | null
    }
  }
  /** Takes a user into a group. */
  'PUT /groups/:name/members/:user': {
    params: { name: string; user: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Takes a user out of a group. */
  'DELETE /groups/:name/members/:user': {
    params: { name: string; user: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Shows what is said about the rights of a group; among the groups of a user, deny counts. */
  'GET /groups/:name/rights': {
    params: { name: string }
    query: undefined
    input: undefined
    output: Rights
  }
  /** Allows (true) or denies (false) rights to a group; null leaves them to what is said about everyone. */
  'PATCH /groups/:name/rights': {
    params: { name: string }
    query: undefined
    input: {
      [name in "use-federation" | "share-outward" | "invite-guests" | "reshare" | "use-calendars" | "use-contacts" | "create-public-links"]?: boolean | null
    }
    output: Rights
  }
  /** Shows what is said about the rights of everyone; what is not said is allowed. */
  'GET /rights': {
    params: undefined
    query: undefined
    input: undefined
    output: Rights
  }
  /** Allows (true) or denies (false) rights to everyone; null takes back what was said. */
  'PATCH /rights': {
    params: undefined
    query: undefined
    input: {
      [name in "use-federation" | "share-outward" | "invite-guests" | "reshare" | "use-calendars" | "use-contacts" | "create-public-links"]?: boolean | null
    }
    output: Rights
  }
  /** Signs a browser in: sets the cookie of a new session. */
  'POST /session': {
    params: undefined
    query: undefined
    input: {
      username: string
      password: string
    }
    output: {
      user: User
      csrfToken: string | null
    }
  }
  /** Tells who is signed in, and with a cookie the token that its changing requests need. */
  'GET /session': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      user: User
      csrfToken: string | null
    }
  }
  /** Signs this browser out. */
  'DELETE /session': {
    params: undefined
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists the browsers in which the user is signed in. */
  'GET /sessions': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      sessions: Session[]
    }
  }
  /** Signs one of the user’s browsers out. */
  'DELETE /sessions/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Makes a password for a program that signs in with Basic. It is shown this once. */
  'POST /app-passwords': {
    params: undefined
    query: undefined
    input: {
      name: string
    }
    output: {
      id: string
      name: string
      createdAt: string
      lastUsedAt: string | null
      password: string
    }
  }
  /** Lists the user’s app passwords, without the passwords themselves. */
  'GET /app-passwords': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      appPasswords: AppPassword[]
    }
  }
  /** Ends an app password. */
  'DELETE /app-passwords/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Makes a bearer token for a program. It is shown this once. */
  'POST /tokens': {
    params: undefined
    query: undefined
    input: {
      name: string
      expiresAt?: string
    }
    output: {
      id: string
      name: string
      createdAt: string
      expiresAt: string | null
      lastUsedAt: string | null
      token: string
    }
  }
  /** Lists the user’s bearer tokens, without the tokens themselves. */
  'GET /tokens': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      tokens: Token[]
    }
  }
  /** Ends a bearer token. */
  'DELETE /tokens/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists the servers that somebody here has dealt with, or an administrator has said something about. */
  'GET /peers': {
    params: undefined
    query: {
      search?: string
    }
    input: undefined
    output: {
      peers: Peer[]
    }
  }
  /** Shows what is remembered of another server, without asking it, and what becomes of shares from there. */
  'GET /peers/:host': {
    params: { host: string }
    query: undefined
    input: undefined
    output: PeerDetails
  }
  /** Asks another server what it is: discovery, keys, what it supports, the last failures. */
  'GET /peers/:host/inspection': {
    params: { host: string }
    query: undefined
    input: undefined
    output: PeerInspection
  }
  /** Allows a server, or blocks it: nothing is heard from it any more, and nothing opened for it. */
  'PUT /peers/:host/rule': {
    params: { host: string }
    query: undefined
    input: {
      rule: "allow" | "block"
      note?: string // for other administrators: why
    }
    output: PeerRule
  }
  /** Takes back what was said about a server. */
  'DELETE /peers/:host/rule': {
    params: { host: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Forgets a server, as if nobody here had ever dealt with it. Shares stay. */
  'DELETE /peers/:host': {
    params: { host: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists the people at other servers from whom nobody here takes anything. */
  'GET /blocked-senders': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      senders: {
        address: string // `name@server`, or `@server` for everybody there
        since: string
      }[]
    }
  }
  /** Takes nothing from somebody at another server, or from everybody there (`@cloud.example`), any more, for anybody here. */
  'PUT /blocked-senders/:address': {
    params: { address: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Takes shares of somebody at another server again. */
  'DELETE /blocked-senders/:address': {
    params: { address: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists the people at other servers from whom you take nothing. */
  'GET /me/blocked-senders': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      senders: {
        address: string // `name@server`, or `@server` for everybody there
        since: string
      }[]
    }
  }
  /** Takes nothing from somebody at another server, or from everybody there (`@cloud.example`), any more, for you alone. */
  'PUT /me/blocked-senders/:address': {
    params: { address: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Takes shares of somebody at another server again, for you. */
  'DELETE /me/blocked-senders/:address': {
    params: { address: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists the settings that this cloud can choose while the server runs. */
  'GET /settings': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      settings: Setting[]
    }
  }
  /** Chooses values for settings, all of them or none; null goes back to what the server has. */
  'PATCH /settings': {
    params: undefined
    query: undefined
    input: {
      [name in "provider" | "federation.policy" | "shares.defaultFolder" | "shares.pendingPerPeer" | "shares.pendingPerUser" | "shares.suggest" | "shares.links.passwordRequired" | "shares.links.longestLife" | "mail.from" | "mail.language" | "mail.smtp.host" | "mail.smtp.port" | "mail.smtp.security" | "mail.smtp.username" | "mail.smtp.password"]?: string | number | boolean | null
    }
    output: {
      settings: Setting[]
    }
  }
  /** Shows where the mail of this cloud goes, and how that went lately. */
  'GET /mail': {
    params: undefined
    query: undefined
    input: undefined
    output: Mail
  }
  /** Connects to the SMTP server and signs in, and tells what is wrong with it. Sends nothing. */
  'GET /mail/inspection': {
    params: undefined
    query: undefined
    input: undefined
    output: MailInspection
  }
  /** Sends a test mail now, and tells what the SMTP server said. */
  'POST /mail/test': {
    params: undefined
    query: undefined
    input: {
      to: string
    }
    output: {
      sent: boolean
      said: string | null // what the SMTP server said last
      fault: {
        slug: string // stable, for programs
        message: string
        remedy: string
      } | null // why it was not sent
    }
  }
  /** Lists the keys with which this cloud signs what it sends to others, newest first. */
  'GET /signing-keys': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      keys: SigningKey[]
    }
  }
  /** Makes a new key to sign with; it signs when the servers that keep our keys have it. */
  'POST /signing-keys': {
    params: undefined
    query: undefined
    input: {
      immediately?: boolean // the old keys are in wrong hands: nothing that they signed counts any more; false when absent
    }
    output: SigningKey
  }
  /** Lists the keys that seal secrets in the database, oldest first, without the keys themselves. */
  'GET /sealing-keys': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      keys: SealingKey[]
    }
  }
  /** Adds a key that seals secrets from now on; what older ones have sealed still opens. */
  'POST /sealing-keys': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      keys: SealingKey[]
    }
  }
  /** Makes a link by which whoever opens it becomes the first administrator; it works once. */
  'POST /setup-links': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      url: string
      expiresAt: string
    }
  }
  /** Lists the clouds of this installation. For its operator alone. */
  'GET /tenants': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      tenants: Tenant[]
    }
  }
  /** Makes another cloud in this installation. For its operator alone. */
  'POST /tenants': {
    params: undefined
    query: undefined
    input: {
      publicUrl: string // a scheme, a host and perhaps a port, without a path
    }
    output: Tenant
  }
  /** Gives a cloud another address; other clouds go on knowing the old one. For the operator alone. */
  'PATCH /tenants/:host': {
    params: { host: string }
    query: undefined
    input: {
      publicUrl: string // a scheme, a host and perhaps a port, without a path
    }
    output: Tenant
  }
  /** Shows how the server and this cloud are: version, room, people, work, what is not as it should be. */
  'GET /system': {
    params: undefined
    query: undefined
    input: undefined
    output: System
  }
  /** Lists messages to other servers that are not delivered yet, or were given up, oldest first; 500 at most. `POST /api/v1/jobs/:id/retry` tries one again. */
  'GET /deliveries': {
    params: undefined
    query: {
      state?: "waiting" | "running" | "dead"
    }
    input: undefined
    output: {
      deliveries: Delivery[]
    }
  }
  /** Lists the work that waits to be done, and what was given up, oldest first; 500 at most. */
  'GET /jobs': {
    params: undefined
    query: {
      state?: "waiting" | "running" | "dead"
    }
    input: undefined
    output: {
      jobs: Job[]
    }
  }
  /** Shows a job. What is done is not there any more. */
  'GET /jobs/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: Job
  }
  /** Runs what is due now, and answers when that is over. */
  'POST /jobs/run-due': {
    params: undefined
    query: undefined
    input: undefined
    output: {
      attempts: integer // how many were begun
    }
  }
  /** Makes a job due now that waits or was given up, as if it were new. */
  'POST /jobs/:id/retry': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Removes a job that waits or was given up. What waited is given up by that. */
  'DELETE /jobs/:id': {
    params: { id: string }
    query: undefined
    input: undefined
    output: undefined
  }
  /** Lists who did what to what, newest first. */
  'GET /audit': {
    params: undefined
    query: {
      actor?: string
      action?: string
      subjectKind?: string
      subjectId?: string
      since?: string
      until?: string
      limit?: integer
      before?: string
    }
    input: undefined
    output: {
      entries: AuditEntry[]
    }
  }
  /** Gives all of the audit trail, newest first, one JSON object in each line. */
  'GET /audit/export': {
    params: undefined
    query: {
      actor?: string
      action?: string
      subjectKind?: string
      subjectId?: string
      since?: string
      until?: string
    }
    input: undefined
    output: unknown
  }
}
