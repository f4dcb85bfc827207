import type { Person } from '@isthmus/testkit'
import { getWhenUp } from './get-when-up.ts'
import { noAnswer } from './no-answer.ts'

/** A folder with some files that somebody moves from their own files into what is shared with them. */
export interface Box {
  /** Fills it and moves it. @returns whether there was an answer to everything */
  move(): Promise<boolean>
  /** Looks whether all of it is where it must be, or may be. @throws when it is not */
  check(): Promise<void>
}

const contents = { 'one.txt': 'one', 'two.txt': 'two' }

/**
 * @param own - its path before
 * @param shared - its path afterwards, on another server
 */
export function createBox(person: Person, own: string, shared: string): Box {
  const { files } = person
  let places: readonly string[] = []

  async function fill(): Promise<boolean> {
    if ((await files.mkcol(own).catch(noAnswer)) === undefined) return false
    for (const [name, text] of Object.entries(contents)) {
      if ((await files.put(`${own}/${name}`, text).catch(noAnswer)) === undefined) return false
    }
    places = [own]
    return true
  }

  async function isWhole(place: string): Promise<boolean> {
    const found = Object.entries(contents).map(async ([name, text]) => {
      const answer = await getWhenUp(person, `${place}/${name}`)
      return answer.status === 200 && answer.text === text
    })
    return (await Promise.all(found)).every(Boolean)
  }

  return {
    async move() {
      if (!(await fill())) return false
      places = [own, shared]
      const answer = await files.move(own, shared).catch(noAnswer)
      // The other server may be dead: this one says so then, and some of it may be there.
      if (answer?.status === 201) places = [shared]
      return answer !== undefined
    },
    async check() {
      const whole = await Promise.all(places.map(isWhole))
      if (places.length > 0 && !whole.includes(true)) {
        throw new Error(`the box of ${person.address} is not whole at ${places.join(' or ')}`)
      }
    },
  }
}
