export {
  BlobError,
  type BlobErrorReason,
  type BlobId,
  type BlobStore,
  type BlockCheck,
  type ByteRange,
  blockBytes,
  type StoredBlob,
} from './blob-store.ts'
export { BytesBody } from './bytes-body.ts'
export { openDiskBlobStore } from './disk-blob-store.ts'
export { FanOut } from './fan-out.ts'
export { FileBody } from './file-body.ts'
