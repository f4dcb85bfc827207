import { admin } from './admin.ts'
import { app } from './app.ts'
import { files } from './files.ts'
import { preview } from './preview.ts'
import { problems } from './problems.ts'
import { settings } from './settings.ts'
import { share } from './share.ts'
import { uploads } from './uploads.ts'

export const german = { app, files, uploads, preview, share, settings, admin, problems }
