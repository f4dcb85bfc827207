import type { ResourceError } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { Schema, Tx } from '../../platform/database/index.ts'
import { because } from '../../platform/fault-reasons.ts'
import { findSpaceState, holdSpace } from '../change-repository.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import { anchorOf, type View } from '../view.ts'

/** The space that a view is in. @throws ResourceError `not-found` */
export async function demandSpaceId(executor: Kysely<Schema>, view: View): Promise<number> {
  const state = await findSpaceState(executor, anchorOf(view))
  if (state === undefined) throw noSpace()
  return state.spaceId
}

/**
 * The space that a view is in, whose other changes wait until the transaction ends.
 * @throws ResourceError `not-found`
 */
export async function demandHeldSpace(tx: Tx, view: View): Promise<number> {
  const spaceId = await holdSpace(tx, anchorOf(view))
  if (spaceId === undefined) throw noSpace()
  return spaceId
}

function noSpace(): ResourceError {
  return new TreeRefusal('not-found', because('gone-meanwhile'))
}
