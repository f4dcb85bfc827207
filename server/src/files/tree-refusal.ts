import { ResourceError, type ResourceErrorReason } from '@isthmus/webdav'
import type { Because } from '../platform/fault-reasons.ts'

type Options = NonNullable<ConstructorParameters<typeof ResourceError>[2]>

/** What a tree of ours refuses: with the reason by its code, so that it can be said in other languages than English. */
export class TreeRefusal extends ResourceError {
  readonly because: Because

  constructor(reason: ResourceErrorReason, because: Because, options: Options = {}) {
    super(reason, because.sentence, options)
    this.because = because
  }
}
