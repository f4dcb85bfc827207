import { createIds } from '../../../platform/ids.ts'
import { openOperator } from '../../operator-client.ts'
import type { Surroundings } from '../../surroundings.ts'
import { createApiClient } from '../api-client.ts'
import { createDavClient } from '../dav-client.ts'
import { type DemoCloud, startDemoCloud } from '../demo-cloud.ts'
import { createHttpClient } from '../http-client.ts'
import type { Person, Scene } from '../scene.ts'
import type { SourceFile } from '../source-files.ts'
import type { Story } from '../story.ts'

export interface SceneOrder {
  readonly surroundings: Surroundings
  readonly story: Story
  /** For the data folders and the logs of both servers. */
  readonly folder: string
  readonly files: readonly SourceFile[]
  readonly signal: AbortSignal
}

/** Two servers, each with its own data folder and its people. Disposing of the scene stops both. */
export async function startClouds(order: SceneOrder): Promise<Scene & AsyncDisposable> {
  const { surroundings, story, files, signal } = order
  await using resources = new AsyncDisposableStack()
  story.say(
    'Both speak plain HTTP and live on this machine, so two switches that are for tests alone are on:',
  )
  story.say('federation.allowHttpFallback and federation.allowPrivateNetworks.')
  const [ann, bob] = await allOrNone(resources, [
    raiseCurtain(order, { name: 'ann', provider: 'Ann’s cloud' }),
    raiseCurtain(order, { name: 'bob', provider: 'Bob’s cloud' }),
  ])
  for (const { name, cloud } of [ann, bob]) {
    story.proved(
      `${cloud.publicUrl} answers, with its data in ${cloud.dataFolder} and an account for ${name}`,
    )
  }
  const carol = await enter(order, ann.cloud, 'carol')
  story.proved(`Carol has an account at Ann’s cloud`)
  const owned = resources.move()
  return {
    story,
    clock: surroundings.clock,
    signal,
    ann,
    bob,
    carol,
    files,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Waits for both, also when one fails, so that no server is left behind. */
async function allOrNone(
  resources: AsyncDisposableStack,
  [first, second]: [Promise<Person>, Promise<Person>],
): Promise<[Person, Person]> {
  const settled = await Promise.allSettled([first, second])
  for (const outcome of settled) {
    if (outcome.status === 'fulfilled') resources.use(outcome.value.cloud)
  }
  return Promise.all([first, second])
}

async function raiseCurtain(
  { surroundings, folder, signal }: SceneOrder,
  { name, provider }: { name: string; provider: string },
): Promise<Person> {
  const { environment } = surroundings
  await using resources = new AsyncDisposableStack()
  const cloud = resources.use(await startDemoCloud({ name, provider, folder, environment, signal }))
  const person = await enter({ surroundings, signal }, cloud, name)
  resources.move()
  return person
}

/** Somebody gets an account at a cloud. */
async function enter(
  { surroundings, signal }: Pick<SceneOrder, 'surroundings' | 'signal'>,
  cloud: DemoCloud,
  name: string,
): Promise<Person> {
  const password = createIds(surroundings.clock.now).token(16)
  await addUser(surroundings, cloud, { username: name, password })
  const http = createHttpClient(cloud.publicUrl, { name, password }, signal)
  return {
    name,
    password,
    address: `${name}@${cloud.host}`,
    cloud,
    dav: createDavClient(http, name),
    api: createApiClient(http),
  }
}

/** By the way of the operator: the socket in the data folder. */
async function addUser(surroundings: Surroundings, cloud: DemoCloud, user: object): Promise<void> {
  await using operator = await openOperator({ ...surroundings, environment: {} }, { data: cloud.dataFolder })
  await operator.ask('POST', '/api/v1/users', user)
}
