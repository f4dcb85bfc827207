import { app } from './app.ts'
import { files } from './files.ts'
import { preview } from './preview.ts'
import { problems } from './problems.ts'
import { share } from './share.ts'
import { uploads } from './uploads.ts'

/** The words of what everybody meets. */
export const core = { app, files, preview, problems, share, uploads }
