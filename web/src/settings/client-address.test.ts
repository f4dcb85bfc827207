import { describe, expect, it } from 'vitest'
import { clientAddresses } from './client-address.ts'

const valuesFor = (origin: string, username: string) =>
  Object.fromEntries(clientAddresses(origin, username).map(({ client, value }) => [client, value]))

describe('the addresses for programs', () => {
  it('are the DAV address of the person, as each program wants it', () => {
    expect(valuesFor('https://cloud.example', 'ann')).toMatchObject({
      webdav: 'https://cloud.example/dav/files/ann/',
      gnome: 'davs://ann@cloud.example/dav/files/ann/',
      curl: 'curl -u ann -T plan.txt https://cloud.example/dav/files/ann/',
    })
  })

  it('keep the port, and say dav where there is no TLS', () => {
    expect(valuesFor('http://localhost:8080', 'ann')['gnome']).toBe('dav://ann@localhost:8080/dav/files/ann/')
  })

  it('hold together whatever the person is called', () => {
    expect(valuesFor('https://cloud.example', "o'neil x")).toMatchObject({
      webdav: "https://cloud.example/dav/files/o'neil%20x/",
      curl: String.raw`curl -u 'o'\''neil x' -T plan.txt https://cloud.example/dav/files/o'neil%20x/`,
    })
  })
})
