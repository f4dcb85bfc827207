/**
 * RFC 9421 HTTP Message Signatures and RFC 9530 digests, over plain values: no I/O, no framework.
 *
 * Start with `signMessageWithContent` and `verifyMessage`.
 */
export type { JoseAlgorithm } from './algorithms.ts'
export {
  checkDigest,
  createDigest,
  type DigestAlgorithm,
  type DigestChecker,
  type DigestMatch,
  DigestWriter,
  digestChecker,
} from './content-digest.ts'
export {
  importPrivateJwk,
  importPublicJwk,
  keyFromJwks,
  type PrivateJwk,
  type PublicJwk,
  privateJwk,
  publicJwk,
} from './jwk.ts'
export { generateKey, type PrivateKey, type SigningKey, type VerificationKey } from './keys.ts'
export type { Fields, Message, RequestMessage, ResponseMessage } from './message.ts'
export type { SignatureSelection, VerificationPolicy } from './policy.ts'
export { isRefusal, type Refusal, type RefusalReason } from './refusal.ts'
export {
  type ContentSignatureFields,
  type SignatureFields,
  type SigningOptions,
  signMessage,
  signMessageWithContent,
} from './sign.ts'
export type { SignatureParameterName } from './signature-parameters.ts'
export type { StructuredFieldType, StructuredFieldTypes } from './structured-fields.ts'
export {
  type Sighting,
  type Verification,
  type VerificationOptions,
  type VerifiedSignature,
  verifyMessage,
} from './verify.ts'
export { wantDigest, wantedDigests } from './want-digest.ts'
