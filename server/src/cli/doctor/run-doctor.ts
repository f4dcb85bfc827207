import { inspectContents } from '../../files/index.ts'
import { FanOut } from '../../platform/blobs/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Config, configWarnings } from '../../platform/config/index.ts'
import { type DataPlaces, placesIn } from '../../platform/data-folder.ts'
import { type ReadOnlyDatabase, readDatabase } from '../../platform/database/index.ts'
import { databasePlaceOf } from '../../platform/database-place.ts'
import type { Operator } from '../operator-client.ts'
import { type Finding, ok, skipped, wrong } from './finding.ts'
import { lookAtCertificate } from './look-at-certificate.ts'
import { lookAtCertificateFiles } from './look-at-certificate-files.ts'
import { lookAtDatabase, lookAtSchema } from './look-at-database.ts'
import { lookAtDataFolder, lookAtDiskSpace, lookAtKeyFile } from './look-at-folder.ts'
import { lookAtMail } from './look-at-mail.ts'
import { lookAtPublicUrls } from './look-at-public-urls.ts'
import { lookAtSealedKeys } from './look-at-sealed-keys.ts'
import { lookAtWork } from './look-at-work.ts'

export interface DoctorOrder {
  readonly config: Config
  /** Its file, when there is one. */
  readonly configFile: string | undefined
  readonly clock: Pick<Clock, 'now'>
  /** The way to the server, when one runs. */
  readonly server: Pick<Operator, 'ask'> | undefined
  /** The way to one of its clouds. */
  readonly openCloud: (host: string) => Promise<Operator>
  /** Whether to compare what files hold with its checksums. */
  readonly deep: boolean
  readonly advance: (bytes: number) => void
}

/** Looks at an installation from the ground up, and changes nothing. What cannot be looked at is left out. */
export async function* runDoctor(order: DoctorOrder): AsyncGenerator<Finding> {
  const { config, clock, server, openCloud } = order
  yield lookAtConfig(order)
  const folder = await lookAtDataFolder(config.data)
  yield folder
  if (folder.state === 'wrong') return
  const places = placesIn(config.data)
  const keyFile = await lookAtKeyFile(places)
  yield keyFile
  yield await lookAtDiskSpace(config.data)
  yield* lookInside(order, places, { withKeys: keyFile.state === 'ok' })
  const files = await lookAtCertificateFiles(config, clock.now())
  if (files !== undefined) yield files
  yield await lookAtCertificate(config, clock.now())
  if (server === undefined) {
    yield skipped('public address', 'no server runs')
    yield skipped('mail', 'no server runs')
    return
  }
  yield* await lookAtPublicUrls(server)
  yield* await lookAtMail({ server, openCloud })
}

async function* lookInside(
  order: DoctorOrder,
  places: DataPlaces,
  { withKeys }: { readonly withKeys: boolean },
): AsyncGenerator<Finding> {
  const { config, clock, server } = order
  const place = databasePlaceOf(config)
  await using opened = readDatabase(place)
  const database = await lookAtDatabase(place, opened)
  yield database
  if (database.state === 'wrong') return
  const schema = await lookAtSchema(opened)
  yield schema
  if (schema.state === 'wrong') return
  if (withKeys) yield await lookAtSealedKeys(places, opened)
  yield await lookAtContents(order, places, opened)
  yield* await lookAtWork(opened, { now: clock.now(), serverRuns: server !== undefined })
}

function lookAtConfig({ config, configFile = 'no file' }: DoctorOrder): Finding {
  const warnings = configWarnings(config).map(({ message, remedy }) => `${message} ${remedy}`)
  return ok('configuration', [configFile, ...warnings].join('; '))
}

async function lookAtContents(
  { clock, deep, advance }: DoctorOrder,
  { blobsFolder }: DataPlaces,
  { read }: ReadOnlyDatabase,
): Promise<Finding> {
  const check = 'file contents'
  const blobs = new FanOut(blobsFolder)
  const found = await inspectContents({ executor: read, blobs, now: clock.now(), deep, advance })
  const { count, compared, missing, damaged, orphans } = found
  if (missing.length + damaged.length > 0) {
    const [first = ''] = [...missing, ...damaged]
    return wrong(
      check,
      `Of ${count}, ${missing.length} are missing and ${damaged.length} damaged, such as ${first}.`,
      `Copy them from blobs/ of a backup into the same place of ${blobsFolder}; no blob ever changes.`,
    )
  }
  if (orphans > 0) {
    return wrong(
      check,
      `${orphans} of no file lie in ${blobsFolder} for more than two days.`,
      'They cost room alone. A running server removes them every hour: look into its log.',
    )
  }
  const seen = deep
    ? 'each with its checksum'
    : `each there with its size, ${compared} of them with their checksum`
  return ok(check, `${count}, ${seen}`)
}
