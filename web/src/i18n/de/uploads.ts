import type { uploads as english } from '../en/uploads.ts'
import type { Words } from '../words.ts'

export const uploads: Words<typeof english> = {}
