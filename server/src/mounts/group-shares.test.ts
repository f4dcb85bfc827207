import { describe, expect, it } from 'vitest'
import { get, names, openNeighbours, place, put } from './testing/neighbours.ts'

type Neighbours = Awaited<ReturnType<typeof openNeighbours>>

async function sharedWithStaff() {
  const test = await openNeighbours()
  const share = await test.share(test.ann, 'staff', {
    recipientKind: 'group',
    words: ['read', 'write', 'share'],
  })
  return { ...test, given: share }
}

const sees = (test: Neighbours, name: 'bob' | 'carol') =>
  test[name === 'bob' ? 'bobTree' : 'carolTree'].stat(place).then((resource) => resource !== undefined)

describe('what Ann shares with a group', () => {
  it('is one share, and in the files of everybody in the group', async () => {
    await using test = await sharedWithStaff()
    expect(test.given).toMatchObject({ state: 'accepted', recipient: { kind: 'group', name: 'staff' } })
    await put(test.bobTree, [...place, 'of Bob'], 'hello')
    expect(await get(test.carolTree, [...place, 'of Bob'])).toBe('hello')
    expect(await test.told(test.bob)).toEqual(['share-added'])
    expect(await test.shares.listShares(test.ann, { limit: 9 })).toHaveLength(1)
  })

  it('comes to who joins later, and leaves who leaves', async () => {
    await using test = await sharedWithStaff()
    const dan = await test.addUser('dan')
    await test.accounts.addMember(test.operator, 'staff', 'dan')
    expect(await names(test.files.userTree(dan), place)).toEqual(['plan.txt'])
    await test.accounts.removeMember(test.operator, 'staff', 'dan')
    expect(await test.files.userTree(dan).stat(place)).toBeUndefined()
    expect(await test.told(dan)).toEqual(['share-added', 'share-removed'])
    await test.accounts.addMember(test.operator, 'staff', 'dan')
    expect(await names(test.files.userTree(dan), place)).toEqual(['plan.txt'])
    expect(await sees(test, 'bob')).toBe(true)
  })

  it('is left by one for herself alone, who can take it up again', async () => {
    await using test = await sharedWithStaff()
    await test.carolTree.remove(place, { preconditions: {} })
    expect([await sees(test, 'carol'), await sees(test, 'bob')]).toEqual([false, true])
    expect(await test.shares.readShare(test.ann, test.given.id)).toMatchObject({ state: 'accepted' })
    // Whoever has left is not given it again by coming back to the group.
    await test.accounts.removeMember(test.operator, 'staff', 'carol')
    await test.accounts.addMember(test.operator, 'staff', 'carol')
    expect(await sees(test, 'carol')).toBe(false)
    const [item] = await test.items(test.carol)
    await test.mounts.acceptShare(test.carol, item?.source === 'local' ? item.offer.id : 0)
    expect(await get(test.carolTree, [...place, 'plan.txt'])).toBe('by train')
  })

  it('is not put into Ann’s own files, though she is in the group', async () => {
    await using test = await openNeighbours()
    await test.accounts.addMember(test.operator, 'staff', 'ann')
    await test.share(test.ann, 'staff', { recipientKind: 'group' })
    expect(await test.annTree.stat(['Shared'])).toBeUndefined()
    expect(await test.items(test.ann)).toEqual([])
  })

  it.each<[string, (test: Awaited<ReturnType<typeof sharedWithStaff>>) => Promise<unknown>]>([
    ['taken back', (test) => test.shares.revokeShare(test.ann, test.given.id)],
    ['of a group that is deleted', (test) => test.accounts.deleteGroup(test.operator, 'staff')],
    ['of what is removed', (test) => test.annTree.remove(['Trip'], { preconditions: {} })],
  ])('that is %s leaves everybody', async (_, end) => {
    await using test = await sharedWithStaff()
    await end(test)
    expect([await sees(test, 'carol'), await sees(test, 'bob')]).toEqual([false, false])
    expect(await test.told(test.bob)).toEqual(['share-added', 'share-removed'])
    expect(await test.shares.readShare(test.ann, test.given.id)).toMatchObject({ state: 'revoked' })
  })

  it('opens nothing for an upload of who leaves the group meanwhile', async () => {
    await using test = await sharedWithStaff()
    const tree = await test.shares.openLocalShare(test.carol, test.given.id)
    await test.accounts.removeMember(test.operator, 'staff', 'carol')
    await expect(tree && put(tree, ['late'], 'x')).rejects.toMatchObject({ reason: 'not-found' })
    expect(await test.shares.openLocalShare(test.carol, test.given.id)).toBeUndefined()
  })

  it('of any size reaches all, and leaves all', async () => {
    await using test = await openNeighbours()
    await test.database.write(async (tx) => {
      const user = await tx
        .selectFrom('users')
        .selectAll()
        .where('username', '=', 'bob')
        .executeTakeFirstOrThrow()
      const group = await tx.selectFrom('user_groups').select('id').executeTakeFirstOrThrow()
      for (let n = 0; n < 249; n += 1) {
        const [id, name] = [`id-${String(n).padStart(3, '0')}`, `user${n}`]
        await tx
          .insertInto('users')
          .values({ ...user, id, username: name, username_key: name })
          .execute()
        await test.files.createPersonalSpace(tx, test.tenant.id, id as never)
        await tx
          .insertInto('group_members')
          .values({ group_id: group.id, user_id: id, joined_at: 1 })
          .execute()
      }
    })
    const share = await test.share(test.ann, 'staff', { recipientKind: 'group' })
    const count = async () =>
      (await test.database.read.selectFrom('mounts').selectAll().where('source_id', '=', share.id).execute())
        .length
    expect(await count()).toBe(100)
    await test.jobs.runDue()
    expect(await count()).toBe(251)
    await put(test.annTree, ['Trip', 'plan.txt'], 'for all of you')
    const etags = await test.database.read
      .selectFrom('nodes')
      .select('etag_seq')
      .where('kind', '=', 'mount')
      .distinct()
      .execute()
    expect(etags).toHaveLength(1)
    await test.shares.revokeShare(test.ann, share.id)
    await test.jobs.runDue()
    expect(await count()).toBe(0)
  })
})
