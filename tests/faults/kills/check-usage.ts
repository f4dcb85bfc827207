import type { Person } from '@isthmus/testkit'

/**
 * Counts what is in somebody's files, and compares it with what the server has counted all along. The trash must be
 * empty.
 * @throws with both
 */
export async function checkUsage(person: Person): Promise<void> {
  const { spaces } = await ask<{ spaces: Usage[] }>(person, '/spaces')
  const space = spaces.find(({ kind }) => kind === 'personal')
  const { files, versions } = await count(person, '/')
  if (space?.used !== files + versions || space.versionsUsed !== versions) {
    throw new Error(
      `${person.username} has ${files} bytes in files and ${versions} in versions, and the server counts ` +
        JSON.stringify(space),
    )
  }
}

interface Usage {
  readonly kind: string
  /** Bytes, those of versions included. */
  readonly used: number
  readonly versionsUsed: number
}

interface Entry {
  readonly id: string
  readonly kind: 'file' | 'folder'
  readonly path: string
  readonly size: number
  readonly received: string | null
}

async function count(person: Person, folder: string): Promise<{ files: number; versions: number }> {
  const query = new URLSearchParams({ path: folder, limit: '1000' })
  const { entries } = await ask<{ entries: Entry[] }>(person, `/files?${query.toString()}`)
  const sum = { files: 0, versions: 0 }
  for (const { id, kind, path, size, received } of entries) {
    // What somebody else shares is theirs.
    if (received !== null) continue
    if (kind === 'folder') {
      const below = await count(person, path)
      sum.files += below.files
      sum.versions += below.versions
      continue
    }
    const { versions } = await ask<{ versions: { size: number }[] }>(person, `/files/${id}/versions`)
    sum.files += size
    sum.versions += versions.reduce((total, version) => total + version.size, 0)
  }
  return sum
}

async function ask<T>(person: Person, path: string): Promise<T> {
  const answer = await person.api('GET', path)
  if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`)
  return answer.json() as T
}
