/**
 * Open Cloud Mesh (OCM): sharing between clouds, without any database, framework or network of its own.
 *
 * A sender starts with `discover`, `preflight` and `sendShare`; a receiver with `readShareCreation` and `verifyRequest`.
 */
export {
  type AddressRefusal,
  formatOcmAddress,
  type OcmAddress,
  ocmAddress,
  type ParsedAddress,
  type ParsedHost,
  type PeerHost,
  parseOcmAddress,
  parsePeerHost,
} from './addresses.ts'
export { acceptInvite, type InviteFailureReason, type InviteOutcome } from './client/accept-invite.ts'
export type { DeliveryOutcome, RefusedReason, RetryReason } from './client/delivery-outcome.ts'
export {
  exchangeToken,
  type TokenExchange,
  type TokenExchangeFailureReason,
} from './client/exchange-token.ts'
export type { PeerRequestOptions } from './client/post.ts'
export { sendNotification } from './client/send-notification.ts'
export { sendShare } from './client/send-share.ts'
export {
  type DiscoverFailureReason,
  type DiscoverOptions,
  type DiscoverResult,
  discover,
  type KnownDiscovery,
} from './discovery.ts'
export {
  type DiscoveryDocument,
  type DiscoveryDocumentOptions,
  discoveryDocument,
  type LegacyDiscoveryDocument,
  legacyDiscoveryDocument,
} from './discovery-document.ts'
export { type FetchKeysResult, fetchKeys, type KnownKeys } from './fetch-keys.ts'
export { formatInvite, type Invite, type ParsedInvite, parseInvite } from './invite.ts'
export { type Access, type AccessTarget, accessUrl, childUrl } from './peers/access-url.ts'
export { chooseProfile } from './peers/choose-profile.ts'
export type { OutgoingNotification, PeerProfile, ShareOffer } from './peers/peer-profile.ts'
export { type OurCapabilities, type Preflight, preflight } from './peers/preflight.ts'
export {
  grantInvite,
  type InviteAnswer,
  type InviteRefusalReason,
  refuseInvite,
} from './receiver/invite-endpoint.ts'
export {
  grantToken,
  refuseToken,
  type TokenAnswer,
  type TokenRefusalReason,
} from './receiver/token-endpoint.ts'
export {
  type IncomingRequest,
  ocmSignaturePolicy,
  type RequestEvidence,
  type VerifyRequestOptions,
  verifyRequest,
} from './receiver/verify-request.ts'
export { type BodyRead, type HttpRequest, type HttpResponse, readBody, type SendHttp } from './transport.ts'
export type { TransportFailureReason } from './transport-failure.ts'
export type { Validators } from './validators.ts'
export { type ErrorBody, errorBody, type ValidationError, type WireRefusal } from './wire/answers.ts'
export { type Discovery, type DiscoveryRead, type ResourceType, readDiscovery } from './wire/discovery.ts'
export {
  type InviteAcceptance,
  type InviteAcceptanceRead,
  type InvitedPerson,
  readInviteAcceptance,
} from './wire/invite-acceptance.ts'
export { type JwkSet, readJwkSet } from './wire/jwk-set.ts'
export {
  type Notification,
  type NotificationRead,
  type NotificationType,
  type RemovalNotification,
  readNotification,
  type ShareNotification,
  type ShareRequestNotification,
} from './wire/notification.ts'
export type { WebdavProtocol } from './wire/protocol.ts'
export {
  type ReceivingTerms,
  readShareCreation,
  type ShareCreation,
  type ShareCreationRead,
} from './wire/share-creation.ts'
export {
  type AccessToken,
  readTokenRequest,
  type TokenError,
  type TokenRequest,
  type TokenRequestRead,
} from './wire/token.ts'
export type {
  AccessType,
  Capability,
  Criterion,
  Permission,
  Requirement,
  ResourceTypeName,
  ShareType,
} from './wire/vocabulary.ts'
