import { deliveryTopic } from '../../jobs/index.ts'
import type { TenantId, UserActor } from '../../platform/actor.ts'
import type { LiveContext } from './live-context.ts'
import { type LiveEvent, LiveStream } from './live-stream.ts'
import { spaceTopic, type UserTopic, userTopic } from './topics.ts'

const topics = ['notification', 'inbox.changed', 'shares.changed'] as const satisfies readonly UserTopic[]

/** How many of the last events are kept for streams that broke off. */
const mostRecent = 100
/** With more folders than that in one message, it says no more than that the space has changed. */
const mostFolders = 100
/** Between two messages about files or deliveries, in milliseconds: a folder that is uploaded is one change to look at. */
const pause = 500

/** The apps of one user that are connected to this process, or were a moment ago. */
export class Audience implements Disposable {
  readonly streams = new Set<LiveStream>()
  /** Those of them that an administrator has opened as such. */
  readonly #admins = new WeakSet<LiveStream>()
  readonly #context: LiveContext
  /** Makes the ids of events differ from those of every other process, and of an audience before. */
  readonly #epoch: string
  readonly #recent: LiveEvent[] = []
  readonly #closed = new AbortController()
  readonly #stops: (() => void)[]
  readonly #spaces = new Map<number, () => void>()
  /** Folders in which something has changed, by space; `undefined` when that is all that is known. */
  readonly #changed = new Map<number, Set<number> | undefined>()
  #followsDeliveries = false
  #deliveriesChanged = false
  #count = 0
  #telling = false

  constructor(context: LiveContext, { userId }: UserActor) {
    this.#context = context
    this.#epoch = context.ids.token(8)
    this.#stops = topics.map((name) =>
      context.announcements.listen(userTopic(name, userId), () => this.#tell(name, {})),
    )
  }

  /** Looks which spaces the user sees now. */
  async follow(actor: UserActor): Promise<void> {
    const spaces = new Set(await this.#context.places.spacesOf(actor))
    for (const [space, stop] of this.#spaces) {
      if (spaces.has(space)) continue
      stop()
      this.#spaces.delete(space)
    }
    for (const space of spaces) {
      if (this.#closed.signal.aborted || this.#spaces.has(space)) continue
      const stop = this.#context.announcements.listen(spaceTopic(space), (folders) =>
        this.#noteChange(space, folders),
      )
      this.#spaces.set(space, stop)
    }
  }

  /** @param after - the id of the last event that this app has seen; nothing is repeated without */
  open({ admin, tenant }: UserActor, after: string | undefined): LiveStream {
    if (admin) this.#followDeliveries(tenant)
    const stream = new LiveStream(this.#context.clock, this.#position)
    if (admin) this.#admins.add(stream)
    if (after !== undefined) for (const event of this.#missedSince(after)) this.#push(stream, event)
    this.streams.add(stream)
    stream.ended.addEventListener('abort', () => this.streams.delete(stream))
    return stream
  }

  [Symbol.dispose](): void {
    this.#closed.abort()
    for (const stop of [...this.#stops, ...this.#spaces.values()]) stop()
    for (const stream of this.streams) stream.end()
  }

  get #position(): string {
    return `${this.#epoch}-${this.#count}`
  }

  #missedSince(after: string): readonly LiveEvent[] {
    const seen = after.startsWith(`${this.#epoch}-`)
      ? Number(after.slice(this.#epoch.length + 1))
      : Number.NaN
    const missed = this.#count - seen
    if (missed >= 0 && missed <= this.#recent.length) return this.#recent.slice(this.#recent.length - missed)
    return [{ id: this.#position, name: 'reload', data: {} }]
  }

  #tell(name: LiveEvent['name'], data: LiveEvent['data']): void {
    this.#count += 1
    const event = { id: this.#position, name, data }
    this.#recent.push(event)
    if (this.#recent.length > mostRecent) this.#recent.shift()
    for (const stream of this.streams) this.#push(stream, event)
  }

  #followDeliveries(tenant: TenantId): void {
    if (this.#followsDeliveries) return
    this.#followsDeliveries = true
    const stop = this.#context.announcements.listen(deliveryTopic(tenant), () => {
      this.#deliveriesChanged = true
      this.#tellSoon()
    })
    this.#stops.push(stop)
  }

  #push(stream: LiveStream, event: LiveEvent): void {
    if (event.name !== 'deliveries.changed' || this.#admins.has(stream)) stream.push(event)
  }

  #noteChange(space: number, folders: readonly number[] | undefined): void {
    const before = this.#changed.has(space) ? this.#changed.get(space) : new Set<number>()
    const all = folders && before?.union(new Set(folders))
    this.#changed.set(space, all && all.size <= mostFolders ? all : undefined)
    this.#tellSoon()
  }

  #tellSoon(): void {
    if (!this.#telling) void this.#tellChanges()
  }

  async #tellChanges(): Promise<void> {
    const { clock, places } = this.#context
    this.#telling = true
    while ((this.#changed.size > 0 || this.#deliveriesChanged) && !this.#closed.signal.aborted) {
      if (this.#deliveriesChanged) this.#tell('deliveries.changed', {})
      this.#deliveriesChanged = false
      const changed = [...this.#changed]
      this.#changed.clear()
      for (const [space, folders] of changed) {
        // Where the folders cannot be found the whole space is named.
        const paths = folders && (await places.pathsOf([...folders]).catch(() => undefined))
        const path = commonFolder([...(paths?.values() ?? [])])
        this.#tell('files.changed', { space: String(space), path: `/${path.join('/')}` })
      }
      await clock.sleep(pause, this.#closed.signal)
    }
    this.#telling = false
  }
}

/** The deepest folder that all of them are, or are in. */
function commonFolder([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  const end = first.findIndex((name, depth) => others.some((path) => path[depth] !== name))
  return end === -1 ? first : first.slice(0, end)
}
