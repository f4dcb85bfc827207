import { type Network, network, type Person } from '@isthmus/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let net: Network
let ann: Person
let bob: Person

beforeAll(async () => {
  net = await network({ servers: ['cloud.example'] })
  const cloud = net.server('cloud.example')
  ann = await cloud.person('ann')
  bob = await cloud.person('bob')
})
afterAll(() => net[Symbol.asyncDispose]())

interface Listing {
  readonly entries: readonly { readonly id: string; readonly name: string }[]
  readonly total: number
  readonly next: number | null
}
interface Trash {
  readonly items: readonly { readonly id: string; readonly name: string }[]
  readonly next: string | null
}
interface Versions {
  readonly versions: readonly { readonly id: string; readonly size: number }[]
}

async function ask<T>(who: Person, method: string, path: string): Promise<T> {
  const answer = await who.api(method, path)
  expect([method, path, answer.status]).toEqual([method, path, 200])
  return answer.json() as T
}

async function refusal(who: Person, method: string, path: string): Promise<unknown> {
  const answer = await who.api(method, path)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  return [answer.status, (answer.json() as { code: string }).code]
}

describe('a folder', () => {
  it('is shown in pages, in the order that is asked for', async () => {
    await ann.files.mkcol('Order')
    await ann.files.mkcol('Order/Zoo')
    await ann.files.put('Order/Report 10.txt', 'x')
    await ann.files.put('Order/Report 9.txt', 'xxxx')
    const names = async (query: string) =>
      (await ask<Listing>(ann, 'GET', `/files?path=/Order&${query}`)).entries.map(({ name }) => name)
    expect(await names('')).toEqual(['Zoo', 'Report 9.txt', 'Report 10.txt'])
    expect(await names('sort=size&descending=true')).toEqual(['Zoo', 'Report 9.txt', 'Report 10.txt'])
    expect(await names('sort=size')).toEqual(['Zoo', 'Report 10.txt', 'Report 9.txt'])
    const first = await ask<Listing>(ann, 'GET', '/files?path=/Order&limit=2')
    expect(first).toMatchObject({ total: 3, next: 2 })
    const second = await ask<Listing>(ann, 'GET', '/files?path=/Order&limit=2&offset=2')
    expect(second).toMatchObject({ entries: [{ name: 'Report 10.txt' }], total: 3, next: null })
  })

  it('says of each entry what a client needs', async () => {
    await ann.files.put('facts.txt', 'facts')
    const { entries } = await ask<Listing>(ann, 'GET', '/files')
    expect(entries.find(({ name }) => name === 'facts.txt')).toEqual({
      id: expect.stringMatching(/^\d+$/),
      kind: 'file',
      name: 'facts.txt',
      path: '/facts.txt',
      size: 5,
      contentType: expect.stringMatching(/^text\/plain/),
      etag: expect.any(String),
      modifiedAt: expect.stringMatching(/Z$/),
      createdAt: expect.stringMatching(/Z$/),
      rights: ['read', 'update', 'create', 'delete', 'share'],
      received: null,
      sharedWith: 0,
      hasLink: false,
      from: null,
      staleSince: null,
    })
  })

  it('of somebody else is not there, and a file is none', async () => {
    await ann.files.mkcol('Private')
    expect(await refusal(bob, 'GET', '/files?path=/Private')).toEqual([404, 'node-not-found'])
    await ann.files.put('file.txt', 'x')
    expect(await refusal(ann, 'GET', '/files?path=/file.txt')).toEqual([409, 'conflict'])
  })
})

describe('the trash', () => {
  const trashOf = (who: Person) => ask<Trash>(who, 'GET', '/trash')
  async function remove(name: string): Promise<string> {
    await ann.files.put(name, name)
    await ann.files.delete(name)
    const found = (await trashOf(ann)).items.find((item) => item.name === name)
    return found?.id ?? ''
  }

  it('gives back what was deleted, once', async () => {
    const id = await remove('back.txt')
    expect(await ask(ann, 'POST', `/trash/${id}/restore`)).toEqual({ path: '/back.txt' })
    expect((await ann.files.get('back.txt')).text).toBe('back.txt')
    expect(await refusal(ann, 'POST', `/trash/${id}/restore`)).toEqual([404, 'trash-item-not-found'])
  })

  it('is somebody’s own', async () => {
    const id = await remove('own.txt')
    expect(await trashOf(bob)).toEqual({ items: [], next: null })
    expect(await refusal(bob, 'POST', `/trash/${id}/restore`)).toEqual([404, 'trash-item-not-found'])
    expect(await refusal(bob, 'DELETE', `/trash/${id}`)).toEqual([404, 'trash-item-not-found'])
    expect(await ask(bob, 'DELETE', '/trash')).toEqual({ deleted: 0 })
    expect((await trashOf(ann)).items.map((item) => item.id)).toContain(id)
  })

  it('loses one thing for good, or everything, and a second time there is nothing', async () => {
    const id = await remove('gone.txt')
    await remove('gone too.txt')
    await remove('gone as well.txt')
    const first = await ask<Trash>(ann, 'GET', '/trash?limit=1')
    const second = await ask<Trash>(ann, 'GET', `/trash?limit=1&after=${first.next}`)
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id)

    expect((await ann.api('DELETE', `/trash/${id}`)).status).toBe(204)
    expect(await refusal(ann, 'DELETE', `/trash/${id}`)).toEqual([404, 'trash-item-not-found'])
    const { items } = await trashOf(ann)
    expect(await ask(ann, 'DELETE', '/trash')).toEqual({ deleted: items.length })
    expect(await ask(ann, 'DELETE', '/trash')).toEqual({ deleted: 0 })
  })
})

describe('the versions of a file', () => {
  async function write(name: string, ...texts: readonly string[]): Promise<string> {
    for (const text of texts) await ann.files.put(name, text)
    const { entries } = await ask<Listing>(ann, 'GET', '/files')
    return `/files/${entries.find((entry) => entry.name === name)?.id}/versions`
  }

  it('are listed, read, restored and deleted, and each is so once', async () => {
    const address = await write('Bericht (ä).html', 'a', 'bb', 'ccc')
    const { versions } = await ask<Versions>(ann, 'GET', address)
    expect(versions.map(({ size }) => size)).toEqual([2, 1])
    const [newer, older] = versions.map(({ id }) => `${address}/${id}`)

    const answer = await ann.api('GET', `${newer}`)
    expect(answer).toMatchObject({
      status: 200,
      text: 'bb',
      headers: {
        'content-length': '2',
        'content-disposition':
          'attachment; filename="Bericht (_).html"; filename*=UTF-8\'\'Bericht%20%28%C3%A4%29.html',
        'content-security-policy': 'sandbox',
        'x-content-type-options': 'nosniff',
      },
    })
    expect((await ann.api('POST', `${newer}/restore`)).status).toBe(204)
    expect((await ann.files.get('Bericht (ä).html')).text).toBe('bb')
    expect(await refusal(ann, 'POST', `${newer}/restore`)).toEqual([404, 'version-not-found'])
    expect((await ann.api('DELETE', `${older}`)).status).toBe(204)
    expect(await refusal(ann, 'DELETE', `${older}`)).toEqual([404, 'version-not-found'])
    expect((await ask<Versions>(ann, 'GET', address)).versions.map(({ size }) => size)).toEqual([3])
  })

  it('are not there for others, and folders have none', async () => {
    const address = await write('secret.txt', 'a', 'bb')
    const { versions } = await ask<Versions>(ann, 'GET', address)
    const one = `${address}/${versions[0]?.id}`
    expect(await refusal(bob, 'GET', address)).toEqual([404, 'node-not-found'])
    expect(await refusal(bob, 'GET', one)).toEqual([404, 'node-not-found'])
    expect(await refusal(bob, 'POST', `${one}/restore`)).toEqual([404, 'node-not-found'])
    expect(await refusal(bob, 'DELETE', one)).toEqual([404, 'node-not-found'])
    await ann.files.mkcol('Folder')
    const { entries } = await ask<Listing>(ann, 'GET', '/files')
    const folder = entries.find(({ name }) => name === 'Folder')
    expect(await refusal(ann, 'GET', `/files/${folder?.id}/versions`)).toEqual([409, 'conflict'])
  })
})
