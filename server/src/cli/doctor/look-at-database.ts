import { stat } from 'node:fs/promises'
import { type DatabasePlace, type ReadOnlyDatabase, sqliteFaults } from '../../platform/database/index.ts'
import { showSize } from '../show-size.ts'
import { type Finding, ok, wrong } from './finding.ts'

const restoring = 'Restore the latest backup with isthmus restore, into another folder.'

/** Whether SQLite finds the database sound, or the PostgreSQL server answers. */
export async function lookAtDatabase(place: DatabasePlace, { read }: ReadOnlyDatabase): Promise<Finding> {
  const check = 'database'
  if (place.kind === 'sqlite') {
    const [fault] = sqliteFaults(place.file)
    if (fault !== undefined) return wrong(check, `${place.file} is damaged: ${fault}`, restoring)
    return ok(check, `${place.file}, ${showSize((await stat(place.file)).size)}`)
  }
  try {
    await read.selectNoFrom((eb) => eb.lit(1).as('one')).execute()
    return ok(check, 'the PostgreSQL server answers')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return wrong(
      check,
      `The PostgreSQL server does not answer: ${reason}`,
      'Look at it, and at database.url.',
    )
  }
}

/** Whether this program knows the schema. */
export async function lookAtSchema(database: ReadOnlyDatabase): Promise<Finding> {
  const check = 'schema'
  const { pending, unknown } = await database.migrations()
  if (unknown.length > 0) {
    return wrong(
      check,
      `A newer version of Isthmus has written it (${unknown.join(', ')}).`,
      'Install that version.',
    )
  }
  if (pending.length > 0) {
    return wrong(
      check,
      `It is that of an older version of Isthmus (${pending.join(', ')} to come).`,
      'Back up, and start the server: it brings the database up.',
    )
  }
  return ok(check, 'that of this version')
}
