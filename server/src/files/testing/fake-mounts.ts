import { ResourceError, type ResourceTree } from '@isthmus/webdav'
import { allRights } from '../../platform/permissions.ts'
import type { MountFacts, MountPort } from '../index.ts'

export interface FakeMountOptions {
  readonly facts?: Partial<MountFacts>
}

export interface FakeMounts extends MountPort {
  /** Puts a tree behind a mount. */
  show(nodeId: number, tree: ResourceTree, options?: FakeMountOptions): void
  /** From now on the peer behind the mount does not answer. */
  breakDown(nodeId: number): void
  /** Mounts that `removed` was called for. */
  readonly left: number[]
  /** What `describe` was asked, question by question. */
  readonly questions: (readonly number[])[]
}

/** A mount port over trees that a test provides. */
export function createFakeMounts(): FakeMounts {
  const shown = new Map<number, { tree: ResourceTree; facts: MountFacts }>()
  const broken = new Set<number>()
  const left: number[] = []
  const questions: (readonly number[])[] = []
  return {
    left,
    questions,
    show(nodeId, tree, { facts } = {}) {
      shown.set(nodeId, { tree, facts: { kind: 'folder', rights: allRights, ...facts } })
    },
    breakDown(nodeId) {
      broken.add(nodeId)
    },
    async describe(nodeIds) {
      questions.push(nodeIds)
      return new Map(
        nodeIds.flatMap((id) => {
          const mount = shown.get(id)
          return mount === undefined ? [] : [[id, mount.facts] as const]
        }),
      )
    },
    async open(nodeId) {
      const mount = shown.get(nodeId)
      if (mount === undefined || broken.has(nodeId)) {
        throw new ResourceError('unavailable', 'The peer does not answer.', { retryAfter: 60 })
      }
      return mount.tree
    },
    async removed(_tx, nodeId) {
      left.push(nodeId)
      shown.delete(nodeId)
    },
  }
}
