import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely'

/**
 * Refuses a `tx` that outlived its write: what a function has left running would else land in somebody else's write,
 * or in its own after that was undone.
 */
export class UseGuard implements KyselyPlugin {
  #ended = false

  end(): void {
    this.#ended = true
  }

  /** @throws Error when the write has ended */
  check(): void {
    if (this.#ended) throw new Error('This tx was used after its write had ended')
  }

  transformQuery(args: PluginTransformQueryArgs) {
    this.check()
    return args.node
  }

  async transformResult(args: PluginTransformResultArgs) {
    return args.result
  }
}
