import { z } from 'zod'
import { rights } from '../../accounts/index.ts'

const right = z.enum(rights)

/** What is to be said about rights: true allows, false denies, null takes back what was said. */
export const rightsValue = z.partialRecord(right, z.boolean().nullable())

/** What is said about rights at one place. */
export const rightsOutput = z.partialRecord(right, z.boolean()).meta({ id: 'Rights' })
