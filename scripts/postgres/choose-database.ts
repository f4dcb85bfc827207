/** Run by Vitest in each worker of the suites on PostgreSQL: tests that open a database get one there. */
import { inject } from 'vitest'

process.env['ISTHMUS_TEST_DATABASE'] = inject('postgresServer')
