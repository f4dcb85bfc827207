import { describe, expect, it } from 'vitest'
import { peerDiscovery, peerHost } from '../testing/scripted-peer.ts'
import { readDiscovery } from '../wire/discovery.ts'
import { accessUrl, childUrl } from './access-url.ts'

const north = 'drive.north.example'

function share(uri: string | undefined, resourceType = 'folder') {
  return { resourceType, uri }
}

function sender(paths: Record<string, string>, endPoint = `https://${north}/ocm`) {
  const resourceTypes = Object.entries(paths).map(([name, webdav]) => ({
    name,
    shareTypes: ['user'],
    protocols: { webdav },
  }))
  return peerDiscovery({ endPoint, resourceTypes }, north)
}

describe('the resource of a share lies', () => {
  it('OCM-ACC-6: at an absolute URI, wherever that is', () => {
    expect(accessUrl(share('https://dav.west.example/x/31'), sender({}))).toEqual({
      ok: true,
      url: 'https://dav.west.example/x/31',
      alternateUrls: [],
      scheme: 'bearer',
    })
  })

  it.each([
    ['/dav/ocm/', '31'],
    ['/dav/ocm', '31'],
    ['/dav/ocm//', '31'],
  ])('OCM-ACC-6: below the path of discovery, with one slash (%s and %s)', (path, uri) => {
    expect(accessUrl(share(uri), sender({ folder: path }))).toEqual({
      ok: true,
      url: `https://${north}/dav/ocm/31`,
      alternateUrls: [],
      scheme: 'bearer',
    })
  })

  it('OCM-ACC-8: at the path itself when it has no URI, opened by Basic', () => {
    expect(accessUrl(share(undefined), sender({ file: '/public.php/webdav/' }))).toEqual({
      ok: true,
      url: `https://${north}/public.php/webdav/`,
      alternateUrls: [],
      scheme: 'basic',
    })
  })

  it.each([
    [{ calendar: '/c/', file: '/f/', folder: '/d/' }, '/d/31'],
    [{ calendar: '/c/', file: '/f/' }, '/f/31'],
    [{ calendar: '/c/' }, '/c/31'],
  ])('below the path of its own kind, else of files, else the first one (%j)', (paths, path) => {
    expect(accessUrl(share('31'), sender(paths))).toMatchObject({ url: `https://${north}${path}` })
  })

  it('below the whole URL that OCM 1.1 allowed in discovery', () => {
    const access = accessUrl(share('31'), sender({ folder: 'https://dav.north.example/ocm/' }))
    expect(access).toEqual({
      ok: true,
      url: 'https://dav.north.example/ocm/31',
      alternateUrls: [],
      scheme: 'bearer',
    })
  })

  it('perhaps on the host of endPoint, which is another one', () => {
    const access = accessUrl(share('31'), sender({ folder: '/dav/' }, 'https://api.north.example:8443/ocm'))
    expect(access).toMatchObject({
      url: `https://${north}/dav/31`,
      alternateUrls: ['https://api.north.example:8443/dav/31'],
    })
  })

  it.each(['/dav/ocm/31', '//dav/ocm/31'])(
    'perhaps at the URI itself, taken for a path of the server (%s)',
    (uri) => {
      expect(accessUrl(share(uri), sender({ folder: '/dav/ocm/' }, 'https://api.north.example/ocm'))).toEqual(
        {
          ok: true,
          url: `https://${north}/dav/ocm/dav/ocm/31`,
          alternateUrls: [
            'https://api.north.example/dav/ocm/dav/ocm/31',
            `https://${north}/dav/ocm/31`,
            'https://api.north.example/dav/ocm/31',
          ],
          scheme: 'bearer',
        },
      )
    },
  )

  it('at the port of the address', () => {
    const discovery = peerDiscovery(
      { resourceTypes: [{ name: 'file', protocols: { webdav: '/webdav/ocm/' } }] },
      'ocmgo1.test:8611',
    )
    expect(accessUrl(share('01a2', 'file'), discovery)).toMatchObject({
      url: 'https://ocmgo1.test:8611/webdav/ocm/01a2',
    })
  })
})

describe('no URL is made', () => {
  it.each(['../admin', 'a/../../b', '%2e%2E/x', './x', 'a\\..\\b', '31?x=y', '31#x'])(
    'from a relative URI that leads elsewhere (%s)',
    (uri) => {
      expect(accessUrl(share(uri), sender({ folder: '/dav/' }))).toEqual({ ok: false, reason: 'invalid-uri' })
    },
  )

  it.each(['file:///etc/passwd', 'https://dav.west.example/31?token=x', 'https://dav.west.example/31#x'])(
    'from a URI that is no address of WebDAV (%s)',
    (uri) => {
      expect(accessUrl(share(uri), sender({}))).toEqual({ ok: false, reason: 'invalid-uri' })
    },
  )

  it('without a WebDAV path in discovery', () => {
    expect(accessUrl(share('31'), sender({}))).toEqual({ ok: false, reason: 'no-webdav-path' })
  })

  it('from an http URI, unless the peer itself is on http in a test set-up', () => {
    const uri = 'http://localhost:8080/dav/31'
    expect(accessUrl(share(uri), sender({}))).toEqual({ ok: false, reason: 'insecure' })
    const document = {
      endPoint: 'http://localhost:8080/ocm',
      resourceTypes: { name: 'file', protocols: { webdav: '/dav/' } },
    }
    const plain = readDiscovery(document, peerHost('localhost:8080'), 'http')
    if (!plain.ok) throw new Error(plain.detail)
    expect(accessUrl(share(uri), plain.discovery)).toMatchObject({ ok: true, url: uri })
    expect(accessUrl(share('31'), plain.discovery)).toMatchObject({ ok: true, url: uri })
  })
})

describe('below a folder', () => {
  it('OCM-DAV-5, OCM-ACC-10: names are appended, encoded', () => {
    const url = childUrl(`https://${north}/dav/31/`, ['Reports 2026', '100 % ä?#&.txt'])
    expect(url).toBe(`https://${north}/dav/31/Reports%202026/100%20%25%20%C3%A4%3F%23%26.txt`)
  })

  it.each([['..'], ['.'], [''], ['a/b'], ['ok', '..']])('%s is no name', (...segments) => {
    expect(() => childUrl(`https://${north}/dav/31`, segments)).toThrow(TypeError)
  })
})
