import { createHash } from 'node:crypto'
import { fieldOf, findRequest, readableBody } from '../recorded-request.ts'
import { annsFolder, type Scene } from '../scene.ts'
import { expectEqual } from '../unexpected.ts'

/**
 * Ann shares her folder with Bob, and her server tells his (OCM 1.4, Share Creation Notification). The relay in front
 * of Bob's server listens in.
 * @returns the id of the share
 */
export async function announceShare({ story, ann, bob }: Scene): Promise<string> {
  const recording = bob.cloud.relay.record()
  const share = await ann.api.createShare({
    path: annsFolder,
    shareWith: bob.address,
    permissions: ['read', 'write'],
  })
  const request = findRequest(recording.stop(), 'POST /ocm/shares')
  expectEqual('the state of the share', share.state, 'announced')
  story.proved(`Ann shared ${annsFolder} with ${bob.address}; his server took it`)

  if (request === undefined)
    throw new Error('No POST /ocm/shares came by the relay in front of Bob’s server.')
  story.say('This is what Ann’s server sent to Bob’s (the body is indented for reading):')
  story.show(['', ...request.head, '', ...readableBody(request.body).split('\n'), ''])
  const digest = `sha-256=:${createHash('sha256').update(request.body).digest('base64')}:`
  expectEqual('Content-Digest of the request', fieldOf(request, 'content-digest'), digest)
  story.proved('Content-Digest is the digest of the body (RFC 9530), and Signature covers it (RFC 9421)')
  return share.id
}
