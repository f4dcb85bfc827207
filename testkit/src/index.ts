/**
 * Networks of real servers for tests: `network()` in this process, with names, TLS, a clock to turn, links that fail
 * and peers that misbehave; `processes()` outside of it, to be killed.
 */

export type { Server } from '@isthmus/server'
export {
  type ApiExample,
  apiExamples,
  type BadInput,
  type BadRequest,
  badInput,
  type CrashPoint,
  crashPoints,
  createManualClock,
  createTestAuthority,
  errorsOf,
  type ManualClock,
  problemOutput,
  type Route,
  readZip,
  routes,
  type TestAuthority,
} from '@isthmus/server/testing'
export type { Locator, Page } from 'playwright-core'
export type { Sight } from './barriers.ts'
export { type Browser, type BrowserWindow, type Look, openBrowser } from './browser.ts'
export type { DavFiles } from './dav-files.ts'
export { endAll } from './end-all.ts'
export type { FakePeer, FakePeerOptions, PeerAnswer, PeerRequest, PeerScript } from './fake-peer.ts'
export type { Fault, Link } from './link.ts'
export {
  type Mailbox,
  type MailboxBehaviour,
  type MailboxOptions,
  openMailbox,
  type ReceivedMail,
} from './mailbox.ts'
export { type Network, type NetworkOptions, network } from './network.ts'
export type { NetworkServer, SentRequest } from './network-server.ts'
export { forgedKey, type Message, shareBody, signedBy, tokenMessage, unsignedMessage } from './ocm-message.ts'
export type { InboxItemView, LinkShareView, LinkWishes, Person, ShareView, ShareWishes } from './person.ts'
export { type Processes, type ProcessWishes, processes } from './processes.ts'
export { program, type ServerProcess, type StartOptions } from './server-process.ts'
export { createTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts'
export type { TusUploads } from './tus-uploads.ts'
export { type TwoClouds, twoClouds } from './two-clouds.ts'
export type { WebAnswer, WebClient, WebRequest, WebResponse } from './web-client.ts'
