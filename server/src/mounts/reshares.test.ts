import { describe, expect, it } from 'vitest'
import { permissionsOfWords } from '../platform/permissions.ts'
import { get, names, openNeighbours, place, put } from './testing/neighbours.ts'

/** Ann has shared `Trip` with Carol, who may share it on, and Carol has shared it on with Bob. */
async function passedOn() {
  const test = await openNeighbours()
  const parent = await test.share(test.ann, 'carol', { words: ['read', 'write', 'share'] })
  const share = await test.share(test.carol, 'bob', { path: place, words: ['read', 'write'] })
  return { ...test, parent, given: share }
}

type PassedOn = Awaited<ReturnType<typeof passedOn>>

describe('what Carol shares on', () => {
  it('stays Ann’s, is in Bob’s files, and both can decide over it', async () => {
    await using test = await passedOn()
    expect(test.given).toMatchObject({
      owner: test.ann.userId,
      initiator: test.carol.userId,
      parentId: test.parent.id,
      state: 'accepted',
    })
    await put(test.bobTree, [...place, 'of Bob'], 'hello')
    expect(await get(test.annTree, ['Trip', 'of Bob'])).toBe('hello')
    expect(await test.items(test.bob)).toMatchObject([
      { owner: { address: 'ann@cloud.example' }, sender: { address: 'carol@cloud.example' } },
    ])
    for (const actor of [test.ann, test.carol]) {
      expect(await test.shares.readShare(actor, test.given.id)).toMatchObject({ id: test.given.id })
    }
    expect(await test.shares.listShares(test.carol, { limit: 9 })).toHaveLength(1)
    await expect(test.shares.revokeShare(test.bob, test.given.id)).rejects.toMatchObject({
      code: 'share-not-found',
    })
    await test.shares.revokeShare(test.ann, test.given.id)
    expect(await test.bobTree.stat(place)).toBeUndefined()
    expect(await names(test.carolTree, place)).toEqual(['of Bob', 'plan.txt'])
  })

  it('is among the shares of the folder for both, each with the place that it has for them', async () => {
    await using test = await passedOn()
    const { id } = test.given
    const seenBy = async (actor: typeof test.ann, path: readonly string[]) => {
      const shares = await test.shares.listSharesOf(actor, { path }, { limit: 9 })
      const described = await test.shares.describeShares(actor, shares)
      return shares.map((share) => ({ id: share.id, place: described.get(share.id)?.place?.path }))
    }
    expect(await seenBy(test.ann, ['Trip'])).toEqual([
      { id, place: ['Trip'] },
      { id: test.parent.id, place: ['Trip'] },
    ])
    expect(await seenBy(test.carol, place)).toEqual([{ id, place: [...place] }])
    expect(await seenBy(test.bob, place)).toEqual([])
    await test.carolTree.move(place, ['Journey'], { preconditions: {}, overwrite: false })
    expect(await seenBy(test.carol, ['Journey'])).toEqual([{ id, place: ['Journey'] }])
    const mount = await test.files.resolve(test.carol, ['Journey'])
    expect(await test.shares.listSharesOf(test.carol, mount?.id ?? 0, { limit: 9 })).toMatchObject([{ id }])
  })

  it('may be a part of it, for as long as it is one', async () => {
    await using test = await passedOn()
    await test.annTree.makeFolder(['Trip', 'photos'], { preconditions: {} })
    await test.share(test.carol, 'bob', { path: [...place, 'photos'] })
    expect(await test.bobTree.stat(['Shared', 'photos'])).toMatchObject({ kind: 'folder' })
    const shares = await test.shares.listSharesOf(test.carol, { path: [...place, 'photos'] }, { limit: 9 })
    const described = await test.shares.describeShares(test.carol, shares)
    expect([...described.values()]).toMatchObject([{ place: { path: [...place, 'photos'] } }])
    await test.annTree.move(['Trip', 'photos'], ['photos'], { preconditions: {}, overwrite: false })
    expect(await names(test.bobTree, ['Shared'])).toEqual(['Trip'])
    await expect(put(test.bobTree, ['Shared', 'photos', 'x'], 'x')).rejects.toMatchObject({
      reason: 'not-found',
    })
  })

  it('goes to another server as Ann’s, sent by Carol', async () => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol', { words: ['read', 'share'] })
    await test.settled(test.share(test.carol, 'zed@peer.example', { path: place, words: ['read'] }))
    const [sent] = test.internet.requests.filter(({ url }) => url === 'https://peer.example/ocm/shares')
    expect(JSON.parse(String(sent?.body))).toMatchObject({
      owner: 'ann@cloud.example',
      sender: 'carol@cloud.example',
      shareWith: 'zed@peer.example',
    })
  })

  it.each([
    ['more than Carol may do', 'carol', 'dan', ['read', 'write'], ['read', 'share'], 'forbidden'],
    ['what Carol was given for herself', 'carol', 'dan', ['read'], ['read', 'write'], 'forbidden'],
    ['with Ann', 'carol', 'ann', ['read'], ['read', 'share'], 'share-with-self'],
    ['with herself', 'carol', 'carol', ['read'], ['read', 'share'], 'share-with-self'],
    ['with who has it already', 'carol', 'bob', ['read'], ['read', 'share'], 'share-exists'],
  ] as const)('is refused: %s', async (_, by, shareWith, words, granted, code) => {
    await using test = await openNeighbours()
    await test.addUser('dan')
    await test.share(test.ann, 'carol', { words: granted })
    await test.share(test.ann, 'bob', { words: ['read'] })
    await expect(test.share(test[by], shareWith, { path: place, words })).rejects.toMatchObject({ code })
  })

  it('is refused who may not share on at all, with the way to ask', async () => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol', { words: ['read', 'share'] })
    await test.accounts.setRights(test.operator, { kind: 'user', name: 'carol' }, { reshare: false })
    await expect(test.share(test.carol, 'bob', { path: place, words: ['read'] })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await test.accounts.setRights(test.operator, { kind: 'user', name: 'carol' }, { reshare: true })
    await test.shares.changeShare(test.ann, 1, { permissions: permissionsOfWords(['read']) })
    await expect(test.share(test.carol, 'bob', { path: place, words: ['read'] })).rejects.toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('Ask the owner, ann'),
    })
  })

  it('is refused for what lies on another server', async () => {
    await using test = await openNeighbours()
    await test.accepted()
    await expect(test.share(test.bob, 'carol', { path: [...place, 'x'] })).rejects.toMatchObject({
      code: 'resource-in-mount',
      detail: expect.stringContaining('Ask the owner'),
    })
  })

  it('goes through eight hands, and no further', async () => {
    await using test = await openNeighbours()
    const people = [test.ann]
    for (let n = 0; n < 9; n += 1) people.push(await test.addUser(`p${n}`))
    const give = (n: number) =>
      test.share(people[n] as typeof test.ann, people[n + 1]?.username ?? '', {
        path: n === 0 ? ['Trip'] : place,
        words: ['read', 'share'],
      })
    for (let n = 0; n < 8; n += 1) await give(n)
    await expect(give(8)).rejects.toMatchObject({ code: 'forbidden' })
    const last = test.files.userTree(people[8] as typeof test.ann)
    expect(await get(last, [...place, 'plan.txt'])).toBe('by train')
    await test.shares.revokeShare(test.ann, 1)
    expect(await last.stat(place)).toBeUndefined()
  })

  it('narrows with what Carol has', async () => {
    await using test = await passedOn()
    await test.shares.changeShare(test.ann, test.parent.id, {
      permissions: permissionsOfWords(['read', 'share']),
    })
    await expect(put(test.bobTree, [...place, 'x'], 'x')).rejects.toMatchObject({ reason: 'forbidden' })
    expect(await test.bobTree.stat(place)).toMatchObject({ rights: { read: true, update: false } })
    await test.shares.changeShare(test.carol, test.given.id, { permissions: permissionsOfWords(['read']) })
    await expect(
      test.shares.changeShare(test.carol, test.given.id, {
        permissions: permissionsOfWords(['read', 'write']),
      }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each<[string, (test: PassedOn) => Promise<unknown>]>([
    ['Ann takes it from her', (test) => test.shares.revokeShare(test.ann, test.parent.id)],
    ['she leaves it', (test) => test.carolTree.remove(place, { preconditions: {} })],
    ['she is deleted', (test) => test.accounts.deleteUser(test.operator, 'carol', {})],
    [
      'she may not share it on any more',
      (test) =>
        test.shares.changeShare(test.ann, test.parent.id, {
          permissions: permissionsOfWords(['read', 'write']),
        }),
    ],
  ])('ends when %s', async (_, end) => {
    await using test = await passedOn()
    await end(test)
    expect(await test.bobTree.stat(place)).toBeUndefined()
    expect(await test.shares.readShare(test.ann, test.given.id)).toMatchObject({ state: 'revoked' })
    expect(await test.told(test.bob)).toEqual(['share-added', 'share-removed'])
  })

  it('of what a group was given ends when she leaves the group', async () => {
    await using test = await openNeighbours()
    const dan = await test.addUser('dan')
    await test.share(test.ann, 'staff', { recipientKind: 'group', words: ['read', 'share'] })
    await test.share(test.carol, 'dan', { path: place, words: ['read'] })
    expect(await get(test.files.userTree(dan), [...place, 'plan.txt'])).toBe('by train')
    await test.accounts.removeMember(test.operator, 'staff', 'carol')
    expect(await test.files.userTree(dan).stat(place)).toBeUndefined()
    expect(await get(test.bobTree, [...place, 'plan.txt'])).toBe('by train')
  })
})

describe('what an editor of a team shares', () => {
  it('narrows with the editor’s role, and closes when the editor leaves the team', async () => {
    await using test = await openNeighbours()
    const team = await test.files.createSpace(test.ann, { name: 'Choir' })
    const tree = test.files.spaceTree(test.ann, team.id)
    await put(tree, ['song.txt'], 'la')
    const carolIs = (role: 'viewer' | 'editor') =>
      test.files.putSpaceMember(test.ann, team.id, { kind: 'user', id: test.carol.userId, role })
    const song = { path: ['song.txt'], spaceId: team.id }
    await carolIs('viewer')
    await expect(test.share(test.carol, 'bob', song)).rejects.toMatchObject({ code: 'forbidden' })
    await carolIs('editor')
    await test.share(test.carol, 'bob', song)
    await put(test.bobTree, ['Shared', 'song.txt'], 'la la')
    expect(await get(tree, ['song.txt'])).toBe('la la')
    const before = await test.bobTree.stat([])
    await carolIs('viewer')
    expect((await test.bobTree.stat([]))?.etag).not.toBe(before?.etag)
    expect(await get(test.bobTree, ['Shared', 'song.txt'])).toBe('la la')
    await expect(put(test.bobTree, ['Shared', 'song.txt'], 'x')).rejects.toMatchObject({
      reason: 'forbidden',
    })
    await test.files.removeSpaceMember(test.ann, team.id, { kind: 'user', id: test.carol.userId })
    await expect(get(test.bobTree, ['Shared', 'song.txt'])).rejects.toMatchObject({ reason: 'not-found' })
  })

  it('is nothing for who does not belong to the team', async () => {
    await using test = await openNeighbours()
    const team = await test.files.createSpace(test.ann, { name: 'Choir' })
    await put(test.files.spaceTree(test.ann, team.id), ['song.txt'], 'la')
    await expect(
      test.share(test.carol, 'bob', { path: ['song.txt'], spaceId: team.id }),
    ).rejects.toMatchObject({ reason: 'not-found' })
  })
})
